"""The HTML of another system's text → document.

Its tags are brought into those that the editor stores, and kb.importing reads these. What an
article cannot hold keeps its meaning in another form, as in Markdown, and is said:

* a picture in the middle of something else follows it;
* a table becomes a list of its rows;
* a video or another page in a frame becomes a link to it.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from kb import anchors
from kb.blocks.boxes import AsideKind
from kb.blocks.code import Code
from kb.blocks.image import Image
from kb.blocks.kind import Block
from kb.blocks.kinds import KINDS
from kb.blocks.text import Text
from kb.importing import tags
from kb.importing.document import Body
from kb.importing.problems import BadFile, Log
from kb.moving.export import clean
from kb.prose import html_in
from kb.prose.html_in import Element
from kb.prose.nodes import Link

MOST_CHARACTERS = 1_000_000
DEEPEST = 150
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "ul", "ol", "blockquote", "hr"}
# What only holds other blocks.
_WRAPPERS = frozenset(
    {
        *("div", "section", "article", "main", "center", "figure", "header", "footer", "nav"),
        *("aside", "details", "dl", "address", "fieldset", "form", "label", "body", "html"),
    }
)
_LINES = {"summary": "b", "dt": "b", "dd": "span", "figcaption": "span", "legend": "b"}
_TAGS = {"bold": "b", "italic": "i", "code": "code"}
_FRAMES = frozenset({"iframe", "video", "audio", "embed", "object", "source"})
_DROPPED = frozenset(
    {
        *("script", "style", "link", "meta", "base", "title", "head", "template", "noscript"),
        *("input", "button", "select", "option", "textarea", "svg", "canvas", "applet", "track"),
    }
)
_STRUCK = frozenset({"del", "s", "strike"})
_CALLOUT = re.compile(
    r"(?:^|[\s_])(?:callout|alert|box|admonition|message|panel)?-{0,2}"
    r"(note|info|tip|hint|important|warning|caution|danger|attention|success|error)(?=$|\s)"
)

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


def headings(root: Element) -> dict[str, str]:
    """The ids that headings have there, or something in them, with those that they have here."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for element in _all(root):
        if element.tag not in _HEADINGS:
            continue
        name = anchors.free(anchors.slug(" ".join(words_of(element).split())), taken)
        for one in _all(element):
            for key in ("id", "name"):
                if one.attributes.get(key):
                    found.setdefault(one.attributes[key], name)
    return found


def _all(root: Element) -> Iterable[Element]:
    todo = [root]
    while todo:
        element = todo.pop()
        yield element
        todo += [one for one in reversed(element.content) if isinstance(one, Element)]


def parse(html: str) -> Element:
    """The elements of a text; raises BadFile beyond the bounds."""
    if len(html) > MOST_CHARACTERS:
        raise BadFile(0, "the text has more than a million characters; cut it into several")
    root = html_in.tree(clean(html))
    level: list[Element] = [root]
    for _depth in range(DEEPEST):
        level = [one for element in level for one in element.content if isinstance(one, Element)]
        if not level:
            return root
    raise BadFile(
        0, f"its HTML is nested more than {DEEPEST} deep; simplify it in the editor there"
    )


class Reader:
    """Reads one text. `link` says where an address leads here, None for nowhere; `picture` finds
    the file of an `<img>`, None for none. Both say to the log what they leave out.
    """

    def __init__(
        self,
        log: Log,
        link: Callable[[str], Link | None],
        picture: Callable[[str, str], Image | None],
    ) -> None:
        self.log = log
        self._link = link
        self._picture = picture
        self._blocks: list[Block] = []
        self._parts: list[Content] = []
        self._images: list[Image] = []

    def read(self, root: Element) -> Body:
        """The blocks of a text."""
        self._walk(root)
        self._flush()
        return tuple(self._blocks)

    def _walk(self, parent: Element) -> None:
        for child in parent.content:
            if isinstance(child, str):
                self._parts.append(child)
            elif child.tag in _WRAPPERS:
                self._wrapper(child)
            elif child.tag == "pre":
                self._flush()
                if text := words_of(child).replace("\r\n", "\n").strip("\n").rstrip():
                    self._blocks.append(Code(text, _language(child)))
            else:
                self._parts += self._tidy(child)
                if self._images:
                    self._flush()

    def _wrapper(self, element: Element) -> None:
        kind = _callout(element)
        if kind is None:
            self._parts.append(Element("p", {}))
            self._walk(element)
            self._parts.append(Element("p", {}))
            return
        self._flush()
        box = _made("", self._inside(element))
        if nodes := html_in.nodes(box, top=False):
            self._blocks.append(kind.node(nodes))
        self._flush()

    def _flush(self) -> None:
        if nodes := html_in.nodes(_made("", self._parts)):
            self._blocks.append(Text(nodes))
        self._blocks += self._images
        self._parts, self._images = [], []

    def _inside(self, element: Element) -> list[Content]:
        return [part for child in element.content for part in self._tidy(child)]

    def _tidy(self, child: Content) -> list[Content]:
        """The same in the tags that the editor stores."""
        if isinstance(child, str):
            return [child]
        if read := _READERS.get(child.tag):
            return read(self, child)
        if child.tag in _STRUCK:
            self.log.note(0, "struck-out text cannot be kept as such and is kept as text")
        return [_made(_name(child.tag), self._inside(child))]

    def anchor(self, element: Element) -> list[Content]:
        inside = self._inside(element)
        href = element.attributes.get("href", "").strip()
        link = self._link(href) if href else None
        if link is None:
            return [_made("span", inside)]
        if link.kind == "article":
            attributes = {"linktype": "article", "family": link.target, "part": link.part}
        else:
            attributes = {"href": link.target}
        return [_made("a", inside, attributes)]

    def image(self, element: Element) -> list[Content]:
        alt = " ".join(clean(element.attributes.get("alt", "")).split())[:500]
        if image := self._picture(element.attributes.get("src", "").strip(), alt):
            self._images.append(image)
        return []

    def frame(self, element: Element) -> list[Content]:
        """What it shows, as a link; what stands in it is for browsers that cannot show it."""
        sources = [
            one.attributes.get(key, "").strip()
            for one in _all(element)
            for key in ("src", "data")
            if one.tag in _FRAMES
        ]
        source = next(filter(None, sources), "")
        address = f"https:{source}" if source.startswith("//") else source
        link = self._link(address) if address else None
        if link is None or link.kind != "url":
            self.log.note(0, f"a frame or video is left out: “{address[:80]}”")
            return []
        self.log.note(0, f"a frame or video is kept as a link: “{address[:80]}”")
        return [_made("p", [_made("a", [link.target], {"href": link.target})])]

    def dropped(self, element: Element) -> list[Content]:
        self.log.note(0, f"“<{element.tag}>” is left out")
        return []

    def lines(self, element: Element) -> list[Content]:
        return [_made("p", [_made(_LINES[element.tag], self._inside(element))])]

    def letters(self, element: Element) -> list[Content]:
        return [words_of(element).translate(tags.LETTERS[element.tag])]

    def code(self, element: Element) -> list[Content]:
        """Code where no block can stand: its lines, with a break after a single one."""
        lines = words_of(element).replace("\r\n", "\n").replace("\t", "    ").strip("\n")
        parts: list[Content] = []
        for line in lines.split("\n"):
            parts += [line.replace(" ", "\u00a0"), Element("br", {})]
        if len(parts) > 2:
            parts.pop()
        return [_made("p", [_made("code", parts)])]

    def table(self, element: Element) -> list[Content]:
        """A row as an item of a list: its cells in lines, each below the name of its column."""
        self.log.note(0, "the table has become a list of its rows")
        names: list[list[Content]] = []
        items: list[Content] = []
        for row in (one for one in _all(element) if one.tag == "tr"):
            cells = [one for one in row.content if isinstance(one, Element)]
            inside: list[list[Content]] = [[_made("span", self._inside(cell))] for cell in cells]
            if not names and cells and all(cell.tag == "th" for cell in cells):
                names = [list(cell) for cell in inside]
            elif any(words_of(cell).strip() for cell in cells):
                items.append(_made("li", _row(names, inside)))
        return [_made("ul", items)]


_READERS: dict[str, Callable[[Reader, Element], list[Content]]] = {
    "a": Reader.anchor,
    "img": Reader.image,
    "pre": Reader.code,
    "table": Reader.table,
    **dict.fromkeys(_FRAMES, Reader.frame),
    **dict.fromkeys(_DROPPED, Reader.dropped),
    **dict.fromkeys(_LINES, Reader.lines),
    **dict.fromkeys(tags.LETTERS, Reader.letters),
}


def _row(names: list[list[Content]], cells: list[list[Content]]) -> list[Content]:
    parts: list[Content] = []
    for place, cell in enumerate(cells):
        if not words_of(_made("", cell)).strip():
            continue
        name = names[place] if place < len(names) else []
        parts += [Element("br", {})] if parts else []
        parts += [_made("b", name), ": "] if words_of(_made("", name)).strip() else []
        parts += cell
    return parts


def _made(
    tag: str, content: Iterable[Content], attributes: dict[str, str] | None = None
) -> Element:
    element = Element(tag, attributes or {})
    element.content = list(content)
    return element


def _name(tag: str) -> str:
    if tag in _BLOCKS or tag in ("li", "br"):
        return tag
    if style := tags.STYLES.get(tag):
        return _TAGS[style]
    return "div" if tag in _WRAPPERS else "span"


def _callout(element: Element) -> AsideKind[Any] | None:
    match = _CALLOUT.search(element.attributes.get("class", "").lower())
    kind = KINDS.by_box.get(match[1]) if match else None
    return kind if isinstance(kind, AsideKind) else None


def _language(element: Element) -> str:
    """What a block of code says of its language: `class="language-python"`."""
    for one in _all(element):
        if match := re.search(r"\blang(?:uage)?-([\w+#-]{1,30})", one.attributes.get("class", "")):
            return match[1]
    return ""
