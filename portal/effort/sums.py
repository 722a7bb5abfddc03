"""What closed days add up to: whole months from their sums, other days from their roll-ups.

What was read is remembered under the versions of its days, so a day that is counted again, or
closed, is read again; a closed day alone never changes.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import itemgetter, or_
from typing import Any

from django.db.models import Q, QuerySet, Sum

from portal.effort import blocks, kept, months
from portal.effort.blocks import Blocks
from portal.effort.counts import WHOLE
from portal.effort.figures import BY_KEY
from portal.effort.models import DailyFigure, MonthFigure
from portal.effort.months import Versions
from portal.journal.models import BeyondShare

_EACH = ("figure", "locale", "value", "day")
"""What a row is of."""
type Span = tuple[date, date]
"""The first and the last day."""
type Row = tuple[Any, ...]
"""What was asked for, then the numerator and the denominator."""
type Days = tuple[array[int], array[int], array[int]]
"""Days as ordinals, numerators and denominators: of many days, without an object for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which sums of a span: of which kind and figures, by some of figure, locale, value, day.

    Of all languages and values, or of some.
    """

    first: date
    last: date
    kind: str
    figures: tuple[str, ...]
    by: tuple[str, ...]
    codes: tuple[str, ...] | None = None
    values: tuple[str, ...] | None = None
    # By language, the values that are wanted there.
    items: tuple[tuple[str, tuple[str, ...]], ...] | None = None

    @classmethod
    def by_day(
        cls,
        span: Span,
        kind: str,
        figures: Iterable[str],
        items: Mapping[str, Collection[str]] | None = None,
    ) -> "Asked":
        """Each day of some figures, by all that a figure is kept by."""
        return cls(
            first=span[0],
            last=span[1],
            kind=kind,
            figures=tuple(figures),
            by=_EACH,
            items=None if items is None else _plain_items(items),
        )

    def holds(self, figure: str, code: str, value: str) -> bool:
        """Whether something is of these figures, languages and values."""
        return (
            figure in self.figures
            and (self.codes is None or code in self.codes)
            and (self.values is None or value in self.values)
        )

    def of(self, rows: Any) -> list[Row]:
        """The sums of some rows."""
        return list(self._summed(rows))

    def largest(self, rows: Any, number: int) -> list[Row]:
        """So many of them at most: those of the largest numerators, the largest first."""
        return list(self._summed(rows).order_by("-n", *self.by)[:number])

    def _summed(self, rows: Any) -> Any:
        rows = rows.filter(kind=self.kind, figure__in=self.figures).order_by()
        if self.codes is not None:
            rows = rows.filter(locale__in=self.codes)
        if self.values is not None:
            rows = rows.filter(value__in=self.values)
        if self.items is not None:
            wanted = (Q(locale=code, value__in=values) for code, values in self.items)
            rows = rows.filter(reduce(or_, wanted))
        if self.by == _EACH:
            # Each is one row: there is nothing to add up.
            return rows.order_by("day").values_list(*self.by, "numerator", "denominator")
        sums = {"n": _Total("numerator"), "d": _Total("denominator")}
        return rows.values_list(*self.by).annotate(**sums)


def _plain_items(items: Mapping[str, Collection[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((code, tuple(sorted(some))) for code, some in items.items())


class _Total(Sum):
    """A sum of whole numbers, which both databases give as a whole number: nothing to convert."""

    @property
    def convert_value(self) -> Any:
        # As Django has it for what needs no converting.
        return self._convert_value_noop  # type: ignore[attr-defined]


_MOST = 1_000
"""So many of the largest are remembered where there may be very many."""


class ClosedSums:
    """The sums of closed days, whose versions have been read."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._stamps: dict[Span, str] = {}
        self._months: dict[Span, list[date]] = {}
        self._known: dict[Asked, Sequence[Row]] = {}

    def of(self, asked: Asked) -> Sequence[Row]:
        """All of them."""
        return self._remembered(asked, "all", lambda: self.rows(asked))

    def most(self, asked: Asked) -> Sequence[Row]:
        """Those of the largest numerators, a thousand at most, the largest first.

        Of a kind that is in no month: only there are they very many.
        """

        def largest() -> Sequence[Row]:
            rows = DailyFigure.objects.filter(day__gte=asked.first, day__lte=asked.last)
            return asked.largest(rows, _MOST)

        return self._remembered(asked, "most", largest)

    def days(self, asked: Asked) -> Mapping[tuple[str, ...], Days]:
        """What is asked for by the day last: of everything else, its days in their order."""

        def by_day() -> dict[tuple[str, ...], Days]:
            return _by_day(self._read_by_day(asked))

        return self._remembered(asked, "days", by_day)

    def blocks(self, asked: Asked) -> Mapping[tuple[str, ...], Blocks]:
        """The same in blocks: of the whole by the figure's size, else by numerators alone."""

        def cut() -> dict[tuple[str, ...], Blocks]:
            return {
                key: blocks.cut(zip(*days, strict=True), _size(asked.kind, key[0]))
                for key, days in _by_day(self._read_by_day(asked)).items()
            }

        return self._remembered(asked, "blocks", cut)

    def beyond(self, first: date, last: date) -> Mapping[tuple[str, str], int]:
        """By kind of step and language, what lay beyond its network's share."""

        def sums() -> dict[tuple[str, str], int]:
            rows = self._beyond(first, last).order_by().values_list("kind", "locale")
            return {(kind, code): n for kind, code, n in rows.annotate(total=Sum("count"))}

        return kept.once("beyond", self._named(first, last), sums)

    def blocks_beyond(self, first: date, last: date) -> Mapping[tuple[str, ...], Blocks]:
        """The same in blocks."""

        def cut() -> dict[tuple[str, ...], Blocks]:
            rows = self._beyond(first, last).order_by("day")
            days = _by_day((*key, 0) for key in rows.values_list("kind", "locale", "day", "count"))
            return {
                key: blocks.cut(zip(*own, strict=True), blocks.of_some)
                for key, own in days.items()
            }

        return kept.once("blocks beyond", self._named(first, last), cut)

    def is_all(self, rows: Sequence[Row]) -> bool:
        """Whether the largest are all that there are."""
        return len(rows) < _MOST

    def _remembered[Found](self, asked: Asked, which: str, read: Callable[[], Found]) -> Found:
        return kept.once(which, (asked, self._named(asked.first, asked.last)), read)

    def _named(self, first: date, last: date) -> str:
        """What changes with every closed day of a span."""
        if (first, last) not in self._stamps:
            within = [
                (day.toordinal(), v) for day, v in self._versions.items() if first <= day <= last
            ]
            self._stamps[first, last] = kept.name(first, last, within)
        return self._stamps[first, last]

    def _beyond(self, first: date, last: date) -> QuerySet[BeyondShare]:
        """Of closed days: what is told of open ones may change."""
        closed = [day for day in self._versions if first <= day <= last]
        return BeyondShare.objects.filter(day__in=closed, network="")

    def _read_by_day(self, asked: Asked) -> Sequence[Row]:
        return sorted(self._read(asked), key=itemgetter(-3))

    def rows(self, asked: Asked) -> Sequence[Row]:
        """All of them, kept for nobody else: for what is told of very many at once."""
        if asked not in self._known:
            self._known[asked] = self._read(asked)
        return self._known[asked]

    def _read(self, asked: Asked) -> Sequence[Row]:
        whole: list[date] = []
        if "day" not in asked.by and asked.kind not in months.LEFT_TO_DAYS:
            whole = self._usable(asked.first, asked.last)
        spans = months.without(whole, asked.first, asked.last)
        days = [DailyFigure.objects.filter(day__gte=a, day__lte=b) for a, b in spans]
        read = [asked.of(rows) for rows in days]
        if whole:
            read.append(asked.of(MonthFigure.objects.filter(month__in=whole)))
        return read[0] if len(read) == 1 else _added(read)

    def _usable(self, first: date, last: date) -> list[date]:
        """The months of a span that are read by their sums."""
        if (first, last) not in self._months:
            self._months[first, last] = months.usable(first, last, self._versions)
        return self._months[first, last]


def _size(kind: str, figure: str) -> blocks.Size:
    return blocks.size_of(BY_KEY[figure]) if kind == WHOLE else blocks.of_some


def _by_day(rows: Iterable[Row]) -> dict[Any, Days]:
    """Rows that end with a day and its numbers, and are in the order of their days."""
    found: dict[Row, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[:-3]].append(row[-3:])
    return {key: _plain(*zip(*own, strict=True)) for key, own in found.items()}


def _plain(days: Iterable[date], numerators: Iterable[int], denominators: Iterable[int]) -> Days:
    ordinals = array("l", map(date.toordinal, days))
    return ordinals, array("l", numerators), array("l", denominators)


def _added(parts: Sequence[Sequence[Row]]) -> Sequence[Row]:
    total: dict[Row, tuple[int, int]] = {}
    for part in parts:
        for *key, n, of in part:
            about = tuple(key)
            before = total.get(about, (0, 0))
            total[about] = (before[0] + n, before[1] + of)
    return [(*about, *counts) for about, counts in total.items()]
