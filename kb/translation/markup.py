"""A segment's markup: as plain text, and as numbered marks that a translator cannot type wrong.

A segment is HTML with inline elements and no attributes but the numbers of links. For typing,
each element is a mark: `<1>the hub</1>`; what is not translated, as a code, is a mark alone:
`<2/>`. Whatever is typed, what comes of it is valid and holds no element that the segment has not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z]+)[^>]*>")
_BREAK = "br"
_KEPT = frozenset({"code"})
"""Elements whose text is the same in every language."""
# Spaces are few, or a long run of them would be tried in each of its divisions.
MARK = re.compile(r"<\s{0,3}(?P<end>/?)\s{0,3}(?P<number>\d{1,3})\s{0,3}(?P<alone>/?)\s{0,3}>")


def plain(html: str) -> str:
    """The text alone; a line for each that it has."""
    return unescape(_TAG.sub(lambda tag: "\n" if tag["name"] == _BREAK else "", html))


@dataclass(frozen=True, slots=True)
class InlineElement:
    """An element of a segment. `kept` is its text, with markup, if it is not translated."""

    name: str
    opening: str
    kept: str | None = None

    @property
    def closing(self) -> str:
        return f"</{self.name}>"

    @property
    def whole(self) -> str:
        """The element of a mark that stands alone."""
        return f"{self.opening}{self.kept or ''}{self.closing}"

    @property
    def label(self) -> str:
        """What a code says; "" for what is written around words."""
        return plain(self.kept or "")


class _Piece(NamedTuple):
    """A text, or where an element begins, ends, or stands as a whole."""

    text: str = ""
    begins: InlineElement | None = None
    ends: str = ""
    whole: InlineElement | None = None


def marks(html: str) -> list[InlineElement]:
    """The elements of a segment in the order in which they begin."""
    found = (piece.begins or piece.whole for piece in _pieces(html))
    return [mark for mark in found if mark]


def numbered(source: str, translation: str = "") -> list[InlineElement]:
    """The marks of a segment by number, from 1: its source's, then its translation's own."""
    ours = marks(source)
    left = list(ours)
    for mark in marks(translation):
        if mark in left:
            left.remove(mark)
        else:
            ours.append(mark)
    return ours


def typed(html: str, known: list[InlineElement]) -> str:
    """A segment as it is typed, with these marks; what is none of them stays as mere text.

    So the translation of another sentence takes the marks of this one, as far as they go.
    """
    left = dict(enumerate(known, start=1))
    open_ones: list[tuple[str, int | None]] = []
    written = []
    for piece in _pieces(html):
        if mark := piece.begins:
            number = _take(mark, left)
            open_ones.append((mark.name, number))
            written.append(f"<{number}>" if number else "")
        elif mark := piece.whole:
            number = _take(mark, left)
            written.append(f"<{number}/>" if number else mark.label)
        elif piece.ends:
            number = open_ones.pop()[1] if open_ones and open_ones[-1][0] == piece.ends else None
            written.append(f"</{number}>" if number else "")
        else:
            written.append(piece.text)
    return "".join(written)


def from_typed(text: str, known: list[InlineElement]) -> str:
    """What was typed as a segment's HTML; marks that nobody knows, or closed ones, are text or go.

    A code that stands there as mere text is marked again.
    """
    used: set[int] = set()
    open_ones: list[int] = []
    written = []
    end = 0
    for match in MARK.finditer(text):
        number = int(match["number"])
        if not 1 <= number <= len(known):
            continue
        written.append(_escaped(text[end : match.start()]))
        end = match.end()
        written.append(_element(match, known, used, open_ones))
    written.append(_escaped(text[end:]))
    written += [known[number - 1].closing for number in reversed(open_ones)]
    missing = [mark for number, mark in enumerate(known, start=1) if number not in used]
    return _marked_again("".join(written), missing)


def _element(
    match: re.Match[str], known: list[InlineElement], used: set[int], open_ones: list[int]
) -> str:
    """What one mark stands for where it stands; "" where it can stand for nothing."""
    number = int(match["number"])
    mark = known[number - 1]
    if match["end"]:
        if number not in open_ones:
            return ""
        at = open_ones.index(number)
        closed = [known[one - 1].closing for one in reversed(open_ones[at:])]
        del open_ones[at:]
        return "".join(closed)
    if mark.kept is not None:
        used.add(number)
        return mark.whole
    if number in used or match["alone"]:
        return ""
    used.add(number)
    open_ones.append(number)
    return mark.opening


def _marked_again(html: str, missing: list[InlineElement]) -> str:
    for mark in missing:
        if mark.kept and (match := re.search(rf"(?<![\w>]){re.escape(mark.kept)}(?![\w<])", html)):
            html = f"{html[: match.start()]}{mark.whole}{html[match.end() :]}"
    return html


def _pieces(html: str) -> Iterator[_Piece]:
    end = 0
    kept: tuple[str, str, int] | None = None
    for match in _TAG.finditer(html):
        name = match["name"]
        if kept:
            if name == kept[0] and match["end"]:
                yield _Piece(whole=InlineElement(kept[0], kept[1], html[kept[2] : match.start()]))
                kept, end = None, match.end()
            continue
        if match.start() > end:
            yield _Piece(unescape(html[end : match.start()]))
        end = match.end()
        if name == _BREAK:
            yield _Piece("\n")
        elif match["end"]:
            yield _Piece(ends=name)
        elif name in _KEPT:
            kept = name, match[0], match.end()
        else:
            yield _Piece(begins=InlineElement(name, match[0]))
    if html[end:]:
        yield _Piece(unescape(html[end:]))


def _take(mark: InlineElement, left: dict[int, InlineElement]) -> int | None:
    """The number of the first mark like this that is not yet taken, if there is one."""
    alike = (number for number, other in left.items() if other == mark)
    of_its_kind = (
        number for number, other in left.items() if other.name == mark.name and mark.kept is None
    )
    number = next(alike, None) or next(of_its_kind, None)
    if number:
        del left[number]
    return number


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\r\n", "\n").replace("\n", "<br/>")
