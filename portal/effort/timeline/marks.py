"""The marks on the time axis: what happened on days near one another shares a number."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.effort.timeline.articles import Article, Change, changes
from portal.effort.timeline.log import What
from portal.effort.timeline.models import Note

NAMED = 3
"""Up to so many articles are named beside a mark; of more it is told how many."""


@dataclass(frozen=True, slots=True)
class ArticlesTold:
    """What happened to articles: how many texts, in which languages, and which if they are few."""

    what: What
    first: date
    last: date
    size: int
    by_language: tuple[tuple[str, int], ...]
    named: tuple[Article, ...] = ()

    @property
    def languages(self) -> list[str]:
        return [code for code, _size in self.by_language if code]


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on the axis, and what it stands for. `spans` are the days of each thing."""

    number: int
    first: date
    notes: tuple[Note, ...]
    told: tuple[ArticlesTold, ...]
    spans: tuple[tuple[date, date], ...]

    def touches(self, first: date, last: date) -> bool:
        """Whether any of it was on these days."""
        return any(begin <= last and first <= end for begin, end in self.spans)


def read(first: date, last: date, codes: Collection[str], apart: int) -> tuple[Mark, ...]:
    """What happened in a period, as far as it is about these languages.

    Two marks are at least `apart` days from one another.
    """
    notes = list(Note.objects.within(first, last).for_readers_of(codes).order_by("first", "pk"))
    happened = changes(first, last, codes)
    begins = sorted({*(max(note.first, first) for note in notes), *(one.day for one in happened)})
    marks = []
    for number, (begin, end) in enumerate(_groups(begins, apart), start=1):
        own = tuple(note for note in notes if begin <= max(note.first, first) <= end)
        told = tuple(_told([one for one in happened if begin <= one.day <= end]))
        days = {(one.day, one.day) for one in happened if begin <= one.day <= end}
        spans = {(max(note.first, first), min(note.last, last)) for note in own} | days
        marks.append(Mark(number, begin, own, told, tuple(sorted(spans))))
    return tuple(marks)


def _groups(begins: list[date], apart: int) -> Iterator[tuple[date, date]]:
    """The first and the last day of each group of days that are near one another."""
    while begins:
        end = begins[0] + timedelta(days=apart - 1)
        own = [day for day in begins if day <= end]
        yield own[0], own[-1]
        begins = begins[len(own) :]


def _told(happened: list[Change]) -> Iterator[ArticlesTold]:
    for what in What:
        own = [one for one in happened if one.what == what]
        if not own:
            continue
        by_language: Counter[str] = Counter()
        for one in own:
            by_language[one.locale] += one.size
        size = by_language.total()
        named = tuple(dict.fromkeys(article for one in own for article in one.named))
        yield ArticlesTold(
            what,
            own[0].day,
            own[-1].day,
            size,
            tuple(by_language.most_common()),
            named if size <= NAMED and sum(len(one.named) for one in own) == size else (),
        )
