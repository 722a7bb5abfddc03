"""The HTML of another system's text → document.

Its tags are brought into those that the editor stores, and kb.importing reads these. What an
article cannot hold keeps its meaning in another form, as in Markdown, and is said:

* a picture in the middle of something else follows it;
* a table in the middle of something else becomes a list of its rows;
* a video or another page in a frame becomes a link to it.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from kb import anchors
from kb.blocks.boxes import AsideKind
from kb.blocks.code import Code
from kb.blocks.image import Image
from kb.blocks.kind import Block
from kb.blocks.kinds import KINDS
from kb.blocks.table import KIND, Table
from kb.blocks.table import cell as cell_of
from kb.blocks.text import Text
from kb.importing import grid, tags
from kb.importing.document import Body
from kb.importing.problems import BadFile, Log
from kb.moving import tables
from kb.moving.elements import Content, every, made, words_of
from kb.moving.export import clean
from kb.moving.tables import TableCell
from kb.prose import html_in, html_out
from kb.prose.html_in import Element
from kb.prose.nodes import Link, Run

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


def headings(root: Element) -> dict[str, str]:
    """The ids that headings have there, or something in them, with those that they have here."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for element in every(root):
        if element.tag not in _HEADINGS:
            continue
        name = anchors.free(anchors.slug(" ".join(words_of(element).split())), taken)
        for one in every(element):
            for key in ("id", "name"):
                if one.attributes.get(key):
                    found.setdefault(one.attributes[key], name)
    return found


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


class HtmlParser:
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
            elif child.tag == "table":
                self._put_table(child)
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
        box = made("", self._inside(element))
        if nodes := html_in.nodes(box, top=False):
            self._blocks.append(kind.node(nodes))
        self._flush()

    def _flush(self) -> None:
        if nodes := html_in.nodes(made("", self._parts)):
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
        return [made(_name(child.tag), self._inside(child))]

    def anchor(self, element: Element) -> list[Content]:
        inside = self._inside(element)
        href = element.attributes.get("href", "").strip()
        link = self._link(href) if href else None
        if link is None:
            return [made("span", inside)]
        if link.kind == "article":
            attributes = {"linktype": "article", "family": link.target, "part": link.part}
        else:
            attributes = {"href": link.target}
        return [made("a", inside, attributes)]

    def image(self, element: Element) -> list[Content]:
        alt = " ".join(clean(element.attributes.get("alt", "")).split())[:500]
        if image := self._picture(element.attributes.get("src", "").strip(), alt):
            self._images.append(image)
        return []

    def frame(self, element: Element) -> list[Content]:
        """What it shows, as a link; what stands in it is for browsers that cannot show it."""
        sources = [
            one.attributes.get(key, "").strip()
            for one in every(element)
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
        return [made("p", [made("a", [link.target], {"href": link.target})])]

    def dropped(self, element: Element) -> list[Content]:
        self.log.note(0, f"“<{element.tag}>” is left out")
        return []

    def lines(self, element: Element) -> list[Content]:
        return [made("p", [made(_LINES[element.tag], self._inside(element))])]

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
        return [made("p", [made("code", parts)])]

    def table(self, element: Element) -> list[Content]:
        """A table where no block can stand."""
        cells = tables.rows(element)
        if grid.is_for_its_looks(cells):
            return [made("div", self._inside(cell.element)) for row in cells for cell in row]
        read = self._table(element, cells)
        if isinstance(read, Table):
            self.log.note(0, KIND.lost_in_text)
            read = Text(tuple(KIND.running_text(read)))
        assert isinstance(read, Text)
        return html_in.tree(html_out.write(read.nodes)).content

    def _put_table(self, element: Element) -> None:
        """A table between texts; one that is there for its looks is what stands in it."""
        cells = tables.rows(element)
        if grid.is_for_its_looks(cells):
            for caption in grid.own(element, "caption"):
                self._wrapper(caption)
            for row in cells:
                self._wrapper(row[0].element)
            return
        self._flush()
        self._blocks.append(self._table(element, cells))
        self._flush()

    def _table(self, element: Element, cells: list[list[TableCell]]) -> Block:
        captions = (" ".join(words_of(one).split()) for one in grid.own(element, "caption"))

        def words(cell: Element) -> list[Run]:
            inside = made("", self._inside(cell))
            return cell_of(html_in.nodes(inside, top=False))

        return tables.read(cells, next(captions, ""), words, partial(self.log.note, 0))


_READERS: dict[str, Callable[[HtmlParser, Element], list[Content]]] = {
    "a": HtmlParser.anchor,
    "img": HtmlParser.image,
    "pre": HtmlParser.code,
    "table": HtmlParser.table,
    **dict.fromkeys(_FRAMES, HtmlParser.frame),
    **dict.fromkeys(_DROPPED, HtmlParser.dropped),
    **dict.fromkeys(_LINES, HtmlParser.lines),
    **dict.fromkeys(tags.LETTERS, HtmlParser.letters),
}


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
    for one in every(element):
        if match := re.search(r"\blang(?:uage)?-([\w+#-]{1,30})", one.attributes.get("class", "")):
            return match[1]
    return ""
