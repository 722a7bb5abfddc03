"""What HTML may hold: one table each for what editors write, what readers write, and mails."""

from dataclasses import dataclass, field

# Kept beside rendered posts: whoever changes a rule below, or how large the HTML may become
# (portal.text.weighing), raises it, and they are rendered anew.
VERSION = 2

_STRUCTURE = frozenset({"p", "br", "hr", "ul", "ol", "li", "blockquote", "pre"})
_WORDS = frozenset({"strong", "b", "em", "i", "del", "s", "code"})
_TABLE = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
_AUTO = {"dir": "auto"}
_LEFT_TO_RIGHT = {"dir": "ltr"}


@dataclass(frozen=True, slots=True)
class Policy:
    """Tags, their attributes, attributes every such tag gets, and the rel of every link."""

    tags: frozenset[str]
    attributes: dict[str, frozenset[str]]
    link_rel: str
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    schemes: frozenset[str] = frozenset({"http", "https", "mailto"})


_DIRECTIONS = {
    **dict.fromkeys(["p", "li", "blockquote", "h3", "h4", "h5", "h6", "td", "th"], _AUTO),
    **dict.fromkeys(["pre", "code"], _LEFT_TO_RIGHT),
}

POLICIES = {
    "article": Policy(
        tags=_STRUCTURE
        | _WORDS
        | _TABLE
        | {"h2", "h3", "h4", "h5", "a", "sub", "sup", "kbd", "mark", "abbr", "span", "bdi"}
        | {"img", "figure", "figcaption", "dl", "dt", "dd", "caption", "u", "q", "small"},
        attributes={
            "*": frozenset({"lang", "dir"}),
            "a": frozenset({"href", "title", "hreflang"}),
            "abbr": frozenset({"title"}),
            "h2": frozenset({"id"}),
            "h3": frozenset({"id"}),
            "h4": frozenset({"id"}),
            "img": frozenset({"src", "alt", "width", "height", "loading"}),
            "ol": frozenset({"start"}),
            "th": frozenset({"scope", "colspan", "rowspan"}),
            "td": frozenset({"colspan", "rowspan"}),
        },
        link_rel="noopener",
        schemes=frozenset({"http", "https", "mailto", "tel"}),
    ),
    "post": Policy(
        tags=_STRUCTURE | _WORDS | _TABLE | {"h3", "h4", "h5", "h6", "a"},
        attributes={
            "a": frozenset({"href"}),
            "ol": frozenset({"start"}),
        },
        link_rel="nofollow ugc noopener",
        given=_DIRECTIONS,
    ),
    # Somebody's words in a mail of ours: nothing in them leads anywhere.
    "mail": Policy(
        tags=_STRUCTURE | _WORDS | _TABLE | {"h3", "h4", "h5", "h6"},
        attributes={"ol": frozenset({"start"})},
        link_rel="nofollow",
        given=_DIRECTIONS,
    ),
}
