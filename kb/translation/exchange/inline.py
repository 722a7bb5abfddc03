"""The marks of a typed text, one by one, and whether they fit its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.translation.markup import MARK, InlineElement


@dataclass(frozen=True, slots=True)
class Tag:
    """A mark as it is typed: `number` begins, ends, or stands alone."""

    text: str
    number: int
    ends: bool
    alone: bool


def pieces(text: str) -> Iterator[str | Tag]:
    """The text between marks, and the marks."""
    end = 0
    for match in MARK.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield Tag(match[0], int(match["number"]), bool(match["end"]), bool(match["alone"]))
        end = match.end()
    if text[end:]:
        yield text[end:]


def misfits(text: str, known: Sequence[InlineElement]) -> list[str]:
    """The marks that mean nothing where they stand: unknown, doubled, crossed or not closed."""
    wrong = []
    open_ones: list[Tag] = []
    begun: set[int] = set()
    for tag in pieces(text):
        if isinstance(tag, str):
            continue
        is_kept = 0 < tag.number <= len(known) and known[tag.number - 1].kept is not None
        if not 0 < tag.number <= len(known) or is_kept != tag.alone:
            wrong.append(tag.text)
        elif tag.ends:
            if open_ones and open_ones[-1].number == tag.number:
                open_ones.pop()
            else:
                wrong.append(tag.text)
        elif not tag.alone:
            if tag.number in begun:
                wrong.append(tag.text)
            begun.add(tag.number)
            open_ones.append(tag)
    return wrong + [tag.text for tag in open_ones]
