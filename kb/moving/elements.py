"""Elements of HTML: what is in them, and new ones."""

from collections.abc import Iterable, Iterator

from kb.prose.html_in import Element

Content = Element | str


def words_of(element: Element) -> str:
    """All text in an element; a break is a line's end."""
    parts: list[str] = []
    todo: list[Content] = [element]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            parts.append(one)
        elif one.tag == "br":
            parts.append("\n")
        else:
            todo += reversed(one.content)
    return "".join(parts)


def every(root: Element) -> Iterator[Element]:
    """An element, and all that are in it, in their order."""
    todo = [root]
    while todo:
        element = todo.pop()
        yield element
        todo += [one for one in reversed(element.content) if isinstance(one, Element)]


def made(
    tag: str, content: Iterable[Content], attributes: dict[str, str] | None = None
) -> Element:
    """A new element with this in it."""
    element = Element(tag, attributes or {})
    element.content = list(content)
    return element
