"""How much was left out of a figure, as far as that may leave the house.

Each kind of step is told in blocks of days by itself, and a figure's number adds up those of its
kinds. So the numbers of two figures that share a kind differ by what is told of another one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.effort import blocks, daily
from portal.effort.counts import LEFT_OUT, Count
from portal.effort.figures import Figure, quiet
from portal.effort.report import Report


@dataclass(frozen=True, slots=True)
class Left:
    """What is in no rate, as `cells.LeftOut` says it; None where any of it is held back."""

    share: int | None = 0
    privacy: int | None = 0
    strangers: int | None = 0


class LeftOut:
    """What was left out, by kind of step and day."""

    def __init__(self, report: Report) -> None:
        self.first, self.last = report.first, report.last
        span = report.counted
        self._quiet = daily.series(*span, None, kind=quiet.STEP, figures=[quiet.KEY])
        self._strangers = daily.series(*span, None, kind=LEFT_OUT, figures=["helpful"])
        self._beyond = daily.beyond_by_day(*span)

    def of(self, figure: Figure, code: str) -> Left:
        """Of a figure in one language."""
        beyond = [self._beyond.get((kind, code), {}) for kind in figure.kinds]
        asked = [self._quiet.get((quiet.KEY, code, kind), {}) for kind in figure.kinds]
        strangers = [
            days
            for (key, locale, _why), days in self._strangers.items()
            if key == figure.key and locale == code
        ]
        return Left(*(self._sum(parts) for parts in (beyond, asked, strangers)))

    def _sum(self, parts: Iterable[Mapping[date, Count]]) -> int | None:
        told = [self._told(days) for days in parts]
        return None if None in told else sum(number or 0 for number in told)

    def _told(self, days: Mapping[date, Count]) -> int | None:
        """Of one kind; None where there is something that may not be told."""
        if not any(n.numerator for day, n in days.items() if self.first <= day <= self.last):
            return 0
        block = blocks.within(days, blocks.of_some, self.first, self.last)
        return block.count.numerator if block else None


def together(parts: Iterable[Left]) -> Left:
    """What is shown of the languages; None where there is something and none of it is shown."""
    columns = zip(*((one.share, one.privacy, one.strangers) for one in parts), strict=True)
    return Left(*map(_of_languages, columns))


def _of_languages(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    shown = sum(number or 0 for number in found)
    return None if not shown and None in found else shown
