"""HTML within Markdown: which tags mean something here, and which keep a file out."""

from dataclasses import dataclass
from html.parser import HTMLParser

STYLES = {
    **dict.fromkeys(("b", "strong", "summary", "th", "dt"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "dfn"), "italic"),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "var"), "code"),
}
# What stands in the text where one of these begins or ends.
BEFORE = {
    **dict.fromkeys(("br", "hr", "p", "div", "summary", "tr", "dt", "dd", "figcaption"), "\n"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"), "\n"),
    "li": "\n• ",
    "td": " ",
    "th": " ",
    "q": "“",
}
AFTER = {**dict.fromkeys(("p", "div", "summary", "ul", "ol", "li", "tr"), "\n"), "q": "”"}
# Their words are kept, and nothing is lost with them.
PLAIN = frozenset(
    {
        *("a", "img", "details", "span", "center", "small", "big", "u", "ins", "mark", "font"),
        *("abbr", "section", "article", "main", "figure", "picture", "dl", "sub", "sup", "q"),
        *("table", "thead", "tbody", "tfoot", "caption", "col", "colgroup", "bdi", "bdo", "wbr"),
        *("blockquote", "pre", "address", "time", "header", "footer", "nav", "aside"),
    }
)
# They show something that an article cannot: what stands in them is kept, with a warning.
_LEFT_OUT = frozenset({"video", "audio", "source", "track", "svg", "path", "del", "s", "strike"})
REFUSED = frozenset(
    {
        *("script", "style", "iframe", "object", "embed", "applet", "frame", "frameset", "link"),
        *("meta", "base", "form", "input", "button", "select", "option", "textarea", "template"),
    }
)
_SMALL = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
LETTERS = {"sub": _SMALL, "sup": RAISED}
KNOWN = PLAIN | _LEFT_OUT | REFUSED | STYLES.keys() | BEFORE.keys()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written."""

    name: str
    attributes: dict[str, str]
    closes: bool

    @property
    def is_known(self) -> bool:
        """Whether it is a tag of HTML and not, say, `<your name>`."""
        return self.name in KNOWN

    @property
    def is_refused(self) -> bool:
        """Whether it runs or loads something, or asks for something."""
        return self.name in REFUSED or any(
            name.startswith("on") for name in self.attributes if self.is_known
        )

    @property
    def is_left_out(self) -> bool:
        """Whether something is lost with it."""
        return self.name in _LEFT_OUT


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tag: Tag | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = Tag(tag, {name: value or "" for name, value in attrs}, closes=False)

    def handle_endtag(self, tag: str) -> None:
        self.tag = self.tag or Tag(tag, {}, closes=True)


def read(markup: str) -> Tag | None:
    """The tag, or None for a comment or a declaration."""
    if markup.startswith(("<!", "<?")):
        return None
    parser = _Parser()
    parser.feed(markup)
    return parser.tag
