"""What is sent to be translated: words, and marks for all that is not to be translated.

Engines read them as elements: `<g id="1">words</g>` around words, `<x id="2"/>` alone.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape, unescape

_TAG = re.compile(
    r'<(?P<end>/?)(?P<name>[gx])(?:\s{1,3}id\s?=\s?["\']?(?P<number>\d{1,4})["\']?)?\s{0,3}/?>'
)


class TagRole(StrEnum):
    """What a mark does where it stands."""

    BEGINS = "begins"
    ENDS = "ends"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A mark, by its number in the text."""

    number: int
    part: TagRole


type Passage = tuple[str | Placeholder, ...]


def characters(passage: Passage) -> int:
    """How many characters of it an engine counts: markup is none."""
    return sum(len(piece) for piece in passage if isinstance(piece, str))


def tagged(passage: Passage) -> str:
    """A passage as engines that know markup read it."""
    return "".join(
        escape(piece, quote=False) if isinstance(piece, str) else _tag(piece) for piece in passage
    )


def from_tagged(text: str) -> Passage:
    """The other way round; whatever is no mark of ours is text."""
    return tuple(_pieces(text))


def fits(source: Passage, translation: Passage) -> bool:
    """Whether a translation has words where its source has, and each mark once, well nested."""
    says = "".join(piece for piece in translation if isinstance(piece, str))
    said = "".join(piece for piece in source if isinstance(piece, str))
    return (
        bool(says.strip()) == bool(said.strip())
        and Counter(_marks(source)) == Counter(_marks(translation))
        and _is_nested(translation)
    )


def _tag(mark: Placeholder) -> str:
    if mark.part is TagRole.ALONE:
        return f'<x id="{mark.number}"/>'
    return f'<g id="{mark.number}">' if mark.part is TagRole.BEGINS else "</g>"


def _pieces(text: str) -> Iterator[str | Placeholder]:
    end = 0
    begun: list[int] = []
    for match in _TAG.finditer(text):
        if match.start() > end:
            yield unescape(text[end : match.start()])
        end = match.end()
        yield from _mark(match, begun)
    if text[end:]:
        yield unescape(text[end:])


def _mark(match: re.Match[str], begun: list[int]) -> Iterator[Placeholder]:
    """What a tag is; a lone one that some engine has written as a pair ends nothing."""
    if match["end"]:
        if match["name"] == "g" and begun:
            yield Placeholder(begun.pop(), TagRole.ENDS)
    elif match["number"]:
        number = int(match["number"])
        if match["name"] == "x":
            yield Placeholder(number, TagRole.ALONE)
        else:
            begun.append(number)
            yield Placeholder(number, TagRole.BEGINS)


def _marks(passage: Passage) -> Iterator[Placeholder]:
    return (piece for piece in passage if isinstance(piece, Placeholder))


def _is_nested(passage: Passage) -> bool:
    begun: list[int] = []
    for mark in _marks(passage):
        if mark.part is TagRole.BEGINS:
            begun.append(mark.number)
        elif mark.part is TagRole.ENDS and (not begun or begun.pop() != mark.number):
            return False
    return not begun
