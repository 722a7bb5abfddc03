"""What Word and Google Docs put on the clipboard, in the tags that stand for it elsewhere.

Word writes the items of a list as paragraphs, with their level in a style and their sign as text.
Neither says which cells of a table are headings: a first row that is all bold is one of them.
"""

import re
from collections.abc import Iterable, Iterator

from kb.importing.html_tree import Element, TextNode

type Content = Element | TextNode

# A name of any length would be read anew from each place where one may begin.
_LEVEL = re.compile(r"mso-list:\s*\S{1,99}\s+level(\d)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"mso-(?:foot|end)note-id:", re.IGNORECASE)
_SIGN = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
# A number or some letters with a dot or a bracket: "1.", "iv)"; a lone "o" is a dot of Word's.
_NUMBER = re.compile(r"\(?\w{1,5}[.)]")
_NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|400)", re.IGNORECASE)


def put_right(root: Element) -> None:
    """Make lists of Word's items, at any depth; nothing is bold, or a link, in name only."""
    for child in root.content:
        if isinstance(child, Element):
            put_right(child)
            if child.tag in ("b", "strong") and _NOT_BOLD.search(_style(child)):
                child.tag = "span"
            elif child.tag == "a" and _FOOTNOTE.search(_style(child)):
                # The notes come as paragraphs at the end, and no mark leads to one.
                child.tag = "span"
            elif child.attributes.get("class") == "MsoTitle":
                child.tag = "h1"
            elif child.tag == "table":
                _name_headings(child)
    root.content = list(_with_lists(root.content))


def _name_headings(table: Element) -> None:
    first = next(table.all("tr"), None)
    if first is None or any(table.all("th")):
        return
    cells = [one for one in first.content if isinstance(one, Element) and one.tag == "td"]
    if cells and all(_is_bold(cell) for cell in cells):
        for cell in cells:
            cell.tag = "th"


def _is_bold(element: Element) -> bool:
    """Whether it says something, and all of it in bold."""
    parts = [one for one in element.content if not isinstance(one, TextNode) or one.text.strip()]
    return bool(parts) and all(
        isinstance(one, Element) and (one.tag in ("b", "strong") or _is_bold(one)) for one in parts
    )


def _with_lists(content: Iterable[Content]) -> Iterator[Content]:
    items: list[Element] = []
    for child in content:
        if isinstance(child, Element) and _level(child):
            items.append(child)
        elif items and isinstance(child, TextNode) and not child.text.strip():
            continue
        else:
            yield from _lists(items)
            items = []
            yield child
    yield from _lists(items)


def _lists(items: Iterable[Element]) -> list[Element]:
    """The lists that these items make: a deeper one stands in the item before it."""
    found: list[Element] = []
    open_lists: list[tuple[int, Element]] = []
    for item in items:
        level, tag = _level(item), "ol" if _NUMBER.fullmatch(_sign(item)) else "ul"
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1].tag != tag:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            made = Element(tag, {}, item.line)
            around = open_lists[-1][1].content[-1] if open_lists else None
            (around.content if isinstance(around, Element) else found).append(made)
            open_lists.append((level, made))
        entry = Element("li", {}, item.line)
        entry.content = list(_without_signs(item))
        open_lists[-1][1].content.append(entry)
    return found


def _level(element: Element) -> int:
    """How deep an item stands; 0 for what is none."""
    match = _LEVEL.search(_style(element)) if element.tag in ("p", "h1", "h2", "h3") else None
    return int(match[1]) if match else 0


def _sign(item: Element) -> str:
    """The number or dot that Word writes before an item."""
    signs = (one.words for one in item.all("span") if _SIGN.search(_style(one)))
    return next((" ".join(sign.split()) for sign in signs), "")


def _without_signs(element: Element) -> Iterator[Content]:
    for child in element.content:
        if isinstance(child, Element):
            if _SIGN.search(_style(child)):
                continue
            child.content = list(_without_signs(child))
        yield child


def _style(element: Element) -> str:
    return element.attributes.get("style", "")
