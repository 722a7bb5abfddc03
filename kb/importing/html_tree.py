"""HTML as a tree of elements and words, each with its line.

The end tags that HTML lets one leave out are put in. Nothing here knows what a tag means.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

from kb.importing.problems import BadFile

_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    }
)
_ENDS_PARAGRAPH = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "li", "dt", "dd", "pre"),
        *("table", "tr", "td", "th", "div", "section", "article", "aside", "main", "header"),
        *("footer", "nav", "blockquote", "figure", "figcaption", "details", "hr", "form"),
    }
)
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
# Open element → the tags that end it, though it has no end tag.
_ENDED_BY = {
    "p": _ENDS_PARAGRAPH,
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("td", "th"), _ROWS | {"td", "th"}),
    "tr": _ROWS,
    **dict.fromkeys(("thead", "tbody"), frozenset({"thead", "tbody", "tfoot"})),
    "option": frozenset({"option", "optgroup"}),
}
# Nothing that is open outside of one of these is ended from inside of it.
_WALLS = frozenset(
    {
        *("table", "ul", "ol", "dl", "li", "dd", "td", "th", "div", "section", "article"),
        *("blockquote", "figure", "details", "aside", "main", "body"),
    }
)
_DEEPEST = 100
# What is opened without ever being closed is text, without looking for its end again and again.
_PAIRS = (("<!--", "-->"), ("<![", "]"), ("<", ">"))
COMMENT = "!--"


class TextNode:
    """Text, as it stands in the file."""

    __slots__ = ("line", "text")

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line


class Element:
    """A tag with its attributes and what stands in it; a comment is one, too."""

    __slots__ = ("attributes", "content", "line", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.content: list[Element | TextNode] = []

    def all(self, *tags: str) -> "Iterator[Element]":
        """The elements of these tags below this one, in order."""
        for child in self.content:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    @property
    def words(self) -> str:
        """The text alone, as written."""
        return "".join(
            child.text if isinstance(child, TextNode) else "\n" * (child.tag == "br") + child.words
            for child in self.content
        )


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, 1)
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_what_is_over(tag)
        element = Element(tag, {key: value or "" for key, value in attrs}, self.getpos()[0])
        self.open[-1].content.append(element)
        if tag not in _VOID:
            self.open.append(element)
        if len(self.open) > _DEEPEST:
            raise BadFile(element.line, "the tags are nested too deep; save the page more simply")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # `<div/>` is an opening tag in HTML; only drawings close themselves.
        self.handle_starttag(tag, attrs)
        if self.open[-1].tag == tag and any(element.tag == "svg" for element in self.open):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                del self.open[index:]
                return
            if self.open[index].tag in _WALLS and tag not in _WALLS | _ROWS:
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(TextNode(data, self.getpos()[0]))

    def handle_comment(self, data: str) -> None:
        self.open[-1].content.append(Element(COMMENT, {}, self.getpos()[0]))

    def _end_what_is_over(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            inner = self.open[index].tag
            if tag in _ENDED_BY.get(inner, ()):
                del self.open[index:]
            elif inner in _WALLS:
                return


def parse(html: str) -> Element:
    """The tree of a page; raises BadFile if it is nested too deep."""
    for opening, closing in _PAIRS:
        last = html.rfind(closing) + 1
        html = html[:last] + html[last:].replace(opening, opening.replace("<", "&lt;"))
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
