"""What a page has and no text does: an editor is told which kinds have not come along."""

from enum import StrEnum

from kb.importing.html_tree import Element
from kb.importing.problems import Log

_LARGEST_ICON = 48


class Loss(StrEnum):
    """A kind of it."""

    DRAWINGS = "drawings"
    LINKS = "links"
    MENUS = "menus"
    PLAYERS = "players"


_TAGS = {
    **dict.fromkeys(("nav", "footer"), Loss.MENUS),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), Loss.PLAYERS),
    **dict.fromkeys(("svg", "math"), Loss.DRAWINGS),
}


def of(root: Element, log: Log) -> frozenset[Loss]:
    """The kinds in a tree; `log` is what its reader has said, who takes links for faults alone."""
    found = {_TAGS[one.tag] for one in root.all(*_TAGS) if _is_missed(one)}
    return frozenset(found | {Loss.LINKS} if log.faults else found)


def _is_missed(element: Element) -> bool:
    """Whether anybody looks for it: not for a bar without words, nor for an icon."""
    if element.tag in ("nav", "footer"):
        return bool(element.words.strip())
    return element.tag != "svg" or bool(element.words.strip()) or _width(element) > _LARGEST_ICON


def _width(element: Element) -> int:
    digits = element.attributes.get("width", "").partition(".")[0].removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else 0
