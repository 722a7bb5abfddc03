"""14: saved effort. Starts that a suggestion solved, times the owner's minutes per request.

What "opened one, sent nothing" may have saved stands beside it as a weaker line: who gave up is in
there. The two are never added, and no visit is worth anything by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from portal.effort.cells import Cell
from portal.effort.figures import Figure, explicit, implicit


@dataclass(frozen=True, slots=True)
class Spared:
    """One line: so many requests spared, the time that is, and between which bounds it lies."""

    cell: Cell
    minutes: int

    @property
    def requests(self) -> int:
        return self.cell.count.numerator

    @property
    def time(self) -> timedelta:
        return timedelta(minutes=self.requests * self.minutes)

    @property
    def interval(self) -> tuple[timedelta, timedelta] | None:
        """By the 95 % interval of the figure, of as many starts as there were."""
        if self.cell.interval is None:
            return None
        low, high = (bound * self.cell.n * self.minutes for bound in self.cell.interval)
        return timedelta(minutes=low), timedelta(minutes=high)


@dataclass(frozen=True, slots=True)
class Saved:
    """Saved effort of a period: by figure 1 alone, and by figure 2 as a weaker line beside it."""

    minutes: int
    sure: Spared
    weak: Spared


def of(total: Callable[[Figure], Cell], minutes: int) -> Saved:
    """What was saved over all languages that are shown, by what figures are of all of them."""
    sure, weak = (Spared(total(one.FIGURE), minutes) for one in (explicit, implicit))
    return Saved(minutes, sure, weak)
