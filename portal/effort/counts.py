"""Counts, and how what happened adds up to them: days to periods, languages to the whole."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.feedback.interval import Z

ENOUGH = 200
"""With fewer than this a figure is still collecting."""
SMALL = 5
"""Cells with fewer than this do not leave the house."""
COMPARABLE = 30
"""A change is told where both sides have so many."""

WHOLE = ""
"""The kind of a tally that is of no topic, article or search in particular."""
NETWORK = "network"
"""The kind of a tally of the network that did most of a figure that day."""
LEFT_OUT = "left_out"
"""The kind of a tally of what is in no rate for whoever did it; its value says why."""


@dataclass(frozen=True, slots=True)
class Count:
    """A numerator and a denominator; counts of different days or languages add up."""

    numerator: int = 0
    denominator: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def share(self) -> float | None:
        """None of nothing."""
        return self.numerator / self.denominator if self.denominator else None


NOTHING = Count()


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that a figure counts, with the language it is counted in.

    `about` says what it is of, as (kind, value); what stands in it twice counts once. `network` is
    whose it was, none where that is many people. What `is_beside` is kept by what it is of, and is
    no part of the whole.
    """

    locale: str
    numerator: int
    denominator: int = 1
    network: str = ""
    about: tuple[tuple[str, str], ...] = ()
    is_beside: bool = False


type Key = tuple[str, str, str, str]
"""Figure, language, kind and value."""
type Tally = dict[Key, Count]
type Counts = dict[tuple[str, str], Count]
"""By figure and reader's language."""


def tally(figure: str, cases: Iterable[Case]) -> Tally:
    """The cases of one figure and day, as a whole and by what they are of.

    With the largest network's, by language and (language "") over all of them.
    """
    # Plain numbers: they are many.
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    by_network: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        about = {*case.about} if case.is_beside else {*case.about, (WHOLE, "")}
        for kind, value in about:
            counted = sums[figure, case.locale, kind, value]
            counted[0] += case.numerator
            counted[1] += case.denominator
        if not case.is_beside:
            done = case.numerator + case.denominator
            by_network[case.locale][case.network] += done
            by_network[""][case.network] += done
    found = {key: Count(*counted) for key, counted in sums.items()}
    for locale, done_by in by_network.items():
        most = max((n for network, n in done_by.items() if network), default=0)
        found[figure, locale, NETWORK, ""] = Count(most, done_by.total())
    return found


def whole(tallies: Mapping[Key, Count]) -> Counts:
    """The counts by figure and language alone."""
    return {
        (figure, locale): count
        for (figure, locale, kind, _value), count in tallies.items()
        if kind == WHOLE
    }


def add[K](*parts: Mapping[K, Count]) -> dict[K, Count]:
    """The sum of several counts."""
    total: dict[K, Count] = defaultdict(Count)
    for part in parts:
        for key, count in part.items():
            total[key] += count
    return dict(total)


def ratio_interval(numerator: int, denominator: int) -> tuple[float, float] | None:
    """The 95 % interval of one count to another, from their logarithm; none with a zero."""
    if not numerator or not denominator:
        return None
    reach = math.exp(Z * math.sqrt(1 / numerator + 1 / denominator))
    ratio = numerator / denominator
    return (ratio / reach, ratio * reach)
