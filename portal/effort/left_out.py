"""How much was left out of a figure, as far as that may leave the house.

Each kind of step is told in blocks of days by itself, and a figure's number adds up those of its
kinds. So the numbers of two figures that share a kind differ by what is told of another one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.effort.blocks import Blocks
from portal.effort.counts import LEFT_OUT
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
        closed, span = report.all_closed, report.counted
        self._quiet = closed.blocks(*span, quiet.STEP, [quiet.KEY])
        self._strangers = closed.blocks(*span, LEFT_OUT, ["helpful"])
        self._beyond = closed.blocks_beyond(*span)

    def of(self, figure: Figure, code: str) -> Left:
        """Of a figure in one language."""
        beyond = [self._beyond.get((kind, code)) for kind in figure.kinds]
        asked = [self._quiet.get((quiet.KEY, code, kind)) for kind in figure.kinds]
        strangers = [
            days
            for (key, locale, _why), days in self._strangers.items()
            if key == figure.key and locale == code
        ]
        return Left(*(self._sum(parts) for parts in (beyond, asked, strangers)))

    def _sum(self, parts: Iterable[Blocks | None]) -> int | None:
        told = [self._told(found) for found in parts if found]
        return None if None in told else sum(number or 0 for number in told)

    def _told(self, found: Blocks) -> int | None:
        """Of one kind; None where there is something that may not be told."""
        if not found.has_any(self.first, self.last):
            return 0
        block = found.within(self.first, self.last)
        return block.count.numerator if block else None


def together(parts: Iterable[Left]) -> Left:
    """What is shown of the languages; None where there is something and none of it is shown."""
    columns = zip(*((one.share, one.privacy, one.strangers) for one in parts), strict=True)
    return Left(*map(_of_languages, columns))


def _of_languages(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    shown = sum(number or 0 for number in found)
    return None if not shown and None in found else shown
