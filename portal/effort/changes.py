"""What changed, and how sure that is. Chance is no news.

The interval of a difference of two shares is Newcombe's (R. G. Newcombe, Interval estimation for
the difference between independent proportions, Statistics in Medicine 17, 1998, method 10). Of
all that is looked at, at most one in ten of what is called news is chance: Y. Benjamini and
Y. Hochberg, Controlling the false discovery rate, J. R. Statist. Soc. B 57, 1995.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kb.feedback.interval import Z, wilson
from portal.effort.counts import COMPARABLE, Count

FALSE_NEWS = 0.1
"""So many of the changes that are called news may be chance."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a figure moved: points of a share, or by which factor a ratio (`is_factor`)."""

    size: float
    low: float
    high: float
    # How likely chance alone moves it as far.
    chance: float
    is_factor: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the interval holds no change at all."""
        none = 1 if self.is_factor else 0
        return not self.low <= none <= self.high

    @property
    def is_up(self) -> bool:
        return self.size > (1 if self.is_factor else 0)


def of_shares(now: Count, before: Count) -> Difference | None:
    """The difference of two shares; None where either rests on fewer than 30."""
    if min(now.denominator, before.denominator) < COMPARABLE:
        return None
    a, b = (one.numerator / one.denominator for one in (now, before))
    (low_a, high_a), (low_b, high_b) = (
        wilson(one.numerator, one.denominator) for one in (now, before)
    )
    return Difference(
        size=a - b,
        low=a - b - math.hypot(a - low_a, high_b - b),
        high=a - b + math.hypot(high_a - a, b - low_b),
        chance=_chance_of_shares(now, before),
    )


def of_ratios(now: Count, before: Count) -> Difference | None:
    """The factor between two ratios; None where either rests on fewer than 30, or holds a zero."""
    numbers = [now.numerator, now.denominator, before.numerator, before.denominator]
    if min(sum(numbers[:2]), sum(numbers[2:])) < COMPARABLE or not all(numbers):
        return None
    factor = math.log(numbers[0] / numbers[1]) - math.log(numbers[2] / numbers[3])
    error = math.sqrt(sum(1 / number for number in numbers))
    return Difference(
        size=math.exp(factor),
        low=math.exp(factor - Z * error),
        high=math.exp(factor + Z * error),
        chance=_two_sided(factor / error),
        is_factor=True,
    )


def news[Row](looked_at: Collection[tuple[Row, Difference]]) -> list[tuple[Row, Difference]]:
    """Those that are news however many were looked at, the surest first."""
    ordered = sorted(looked_at, key=lambda one: one[1].chance)
    kept = _within_false_news([change.chance for _row, change in ordered])
    return ordered[:kept]


def _within_false_news(chances: Iterable[float]) -> int:
    """How many of these, which are in order, are news (Benjamini and Hochberg's step up)."""
    found = list(enumerate(chances, start=1))
    places = [place for place, chance in found if chance <= FALSE_NEWS * place / len(found)]
    return max(places, default=0)


def _chance_of_shares(now: Count, before: Count) -> float:
    """By the difference of two shares, were they one."""
    numerator, denominator = (
        now.numerator + before.numerator,
        now.denominator + before.denominator,
    )
    pooled = numerator / denominator
    spread = pooled * (1 - pooled) * (1 / now.denominator + 1 / before.denominator)
    if not spread:
        return 1.0
    gap = now.numerator / now.denominator - before.numerator / before.denominator
    return _two_sided(gap / math.sqrt(spread))


def _two_sided(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))
