"""What closed days add up to: whole months from their sums, other days from their roll-ups.

What was read is remembered under the versions of its days, so a day that is counted again, or
closed, is read again; a closed day alone never changes.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from heapq import nsmallest
from typing import Any

from django.core.cache import caches
from django.db.models import Sum

from portal.effort import months
from portal.effort.models import DailyFigure, MonthFigure
from portal.effort.months import Versions

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

    def holds(self, figure: str, code: str, value: str) -> bool:
        """Whether something is of these figures, languages and values."""
        return (
            figure in self.figures
            and (self.codes is None or code in self.codes)
            and (self.values is None or value in self.values)
        )

    def of(self, rows: Any) -> list[Row]:
        """The sums of some rows."""
        rows = rows.filter(kind=self.kind, figure__in=self.figures).order_by()
        if self.codes is not None:
            rows = rows.filter(locale__in=self.codes)
        if self.values is not None:
            rows = rows.filter(value__in=self.values)
        sums = {"n": Sum("numerator"), "d": Sum("denominator")}
        return list(rows.values_list(*self.by).annotate(**sums))


_MOST = 1_000
"""So many of the largest are remembered where there may be very many."""


class ClosedSums:
    """The sums of closed days, whose versions have been read."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions

    def of(self, asked: Asked) -> Sequence[Row]:
        """All of them."""
        return self._remembered(asked, "all", lambda: self._read(asked))

    def most(self, asked: Asked) -> Sequence[Row]:
        """Those of the largest numerators, a thousand at most, the largest first."""

        def largest() -> Sequence[Row]:
            return nsmallest(_MOST, self._read(asked), key=lambda row: (-row[-2], *row[:-2]))

        return self._remembered(asked, "most", largest)

    def days(self, asked: Asked) -> Mapping[tuple[str, ...], Days]:
        """What is asked for by the day last: of everything else, its days in their order."""

        def by_day() -> dict[tuple[str, ...], Days]:
            found: dict[tuple[str, ...], Days] = {}
            for *key, day, n, of in sorted(self._read(asked), key=lambda row: row[-3]):
                days = found.setdefault(tuple(key), (array("l"), array("l"), array("l")))
                for numbers, number in zip(days, (day.toordinal(), n, of), strict=True):
                    numbers.append(number)
            return found

        return self._remembered(asked, "days", by_day)

    def is_all(self, rows: Sequence[Row]) -> bool:
        """Whether the largest are all that there are."""
        return len(rows) < _MOST

    def _remembered[Found](self, asked: Asked, which: str, read: Callable[[], Found]) -> Found:
        versions = months.stamp(asked.first, asked.last, self._versions)
        key = f"effort:{sha256(f'{which} {asked} {versions}'.encode()).hexdigest()}"
        kept: Found | None = caches["figures"].get(key)
        if kept is None:
            kept = read()
            caches["figures"].set(key, kept)
        return kept

    def _read(self, asked: Asked) -> Sequence[Row]:
        whole: list[date] = []
        if "day" not in asked.by and asked.kind not in months.LEFT_TO_DAYS:
            whole = months.usable(asked.first, asked.last, self._versions)
        spans = months.without(whole, asked.first, asked.last)
        days = [DailyFigure.objects.filter(day__gte=a, day__lte=b) for a, b in spans]
        read = [asked.of(rows) for rows in days]
        if whole:
            read.append(asked.of(MonthFigure.objects.filter(month__in=whole)))
        return read[0] if len(read) == 1 else _added(read)


def _added(parts: Sequence[Sequence[Row]]) -> Sequence[Row]:
    total: dict[Row, tuple[int, int]] = {}
    for part in parts:
        for *key, n, of in part:
            about = tuple(key)
            before = total.get(about, (0, 0))
            total[about] = (before[0] + n, before[1] + of)
    return [(*about, *counts) for about, counts in total.items()]
