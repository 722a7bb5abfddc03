"""The HTML that Wagtail's rich text editor stores → document."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from markdown_it.common.normalize_url import normalizeLink

from kb.prose.flattening import flatten, item_of
from kb.prose.inline import code_lines, normalise, split_chunks
from kb.prose.nodes import (
    Chunk,
    Heading,
    Item,
    ItemList,
    Link,
    Node,
    Nodes,
    Paragraph,
    Quote,
    Run,
    ThematicBreak,
)

_VOID = frozenset({"br", "hr", "embed", "img"})
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "div"}
)
_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "code"}


class Element:
    """A tag with its attributes and content: elements and text."""

    __slots__ = ("attributes", "content", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.content: list[Element | str] = []


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].content.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def read(html: str, *, top: bool = True) -> Nodes:
    """The nodes of a stored rich text; `top` allows headings and rules."""
    return nodes(tree(html), top=top)


def tree(html: str) -> Element:
    """The elements of any HTML, below one without a tag."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def nodes(root: Element, *, top: bool = True) -> Nodes:
    """The nodes of what is in an element, in the tags that the editor stores."""
    return merged(_nodes(root, top=top))


def merged(some: Iterable[Node]) -> Nodes:
    """Neighbouring lists of one kind are one list, as in the editor."""
    return tuple(_merged(some))


def _merged(some: Iterable[Node]) -> Iterator[Node]:
    last: Node | None = None
    for node in some:
        if (
            isinstance(node, ItemList)
            and isinstance(last, ItemList)
            and (node.ordered == last.ordered)
        ):
            last = ItemList(last.ordered, last.items + node.items)
            continue
        if last is not None:
            yield last
        last = node
    if last is not None:
        yield last


def _nodes(parent: Element, *, top: bool) -> Iterator[Node]:
    loose: list[Run] = []
    for child in parent.content:
        if isinstance(child, Element) and (child.tag in _BLOCKS or child.tag == "hr"):
            yield from _paragraphs(loose)
            loose = []
            yield from _block(child, top=top)
        else:
            loose += _runs(child, Run(""))
    yield from _paragraphs(loose)


def _block(element: Element, *, top: bool) -> Iterator[Node]:
    tag = element.tag
    if tag == "hr":
        yield ThematicBreak() if top else Paragraph((Run("* * *"),))
    elif tag in ("ul", "ol"):
        if items := _items(element):
            yield ItemList(tag == "ol", items)
    elif tag == "blockquote":
        if chunks := tuple(flatten(tuple(_nodes(element, top=False)))):
            yield Quote(chunks)
    elif tag[0] == "h" and len(tag) == 2:
        yield from _heading(element, top=top)
    else:
        yield from _nodes(element, top=top)


def _heading(element: Element, *, top: bool) -> Iterator[Node]:
    runs = [run._replace(text=run.text.replace("\n", " ")) for run in _content_runs(element)]
    if not top:
        runs = [run._replace(bold=True) for run in runs]
    if not (tidy := normalise(runs)):
        return
    yield Heading(min(max(int(element.tag[1]), 2), 4), tidy) if top else Paragraph(tidy)


def _items(element: Element) -> tuple[Item, ...]:
    items = []
    for child in element.content:
        if isinstance(child, Element):
            inner = list(_merged(_nodes(child, top=False)))
            items.append(item_of(inner) if child.tag == "li" else Item((), _only_lists(inner)))
    return tuple(items)


def _only_lists(some: list[Node]) -> tuple[ItemList, ...]:
    return tuple(node for node in some if isinstance(node, ItemList))


def _paragraphs(runs: list[Run]) -> Iterator[Chunk]:
    for chunk in split_chunks(runs):
        if lines := code_lines(chunk):
            if lines.text:
                yield lines
        elif tidy := normalise(chunk):
            yield Paragraph(tidy)


def _content_runs(element: Element) -> list[Run]:
    return [run for child in element.content for run in _runs(child, Run(""))]


def _runs(child: Element | str, style: Run) -> Iterator[Run]:
    if isinstance(child, str):
        yield style._replace(text=child.replace("\n", " "))
    elif child.tag == "br":
        yield style._replace(text="\n")
    else:
        style = _styled(style, child)
        for grandchild in child.content:
            yield from _runs(grandchild, style)


def _styled(style: Run, element: Element) -> Run:
    if name := _STYLES.get(element.tag):
        return style._replace(**dict[str, Any]({name: True}))
    if element.tag == "a" and (link := _link(element.attributes)):
        return style._replace(link=link)
    return style


def _link(attributes: dict[str, str]) -> Link | None:
    kind = attributes.get("linktype", "")
    if kind == "article" and attributes.get("family"):
        return Link("article", attributes["family"], attributes.get("part", ""))
    if kind == "page" and attributes.get("id"):
        return Link("page", attributes["id"])
    if kind == "document" and attributes.get("id"):
        return Link("document", attributes["id"])
    if attributes.get("href"):
        return Link("url", str(normalizeLink(attributes["href"])))
    return None
