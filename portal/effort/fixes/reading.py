"""What the panel beside a text tells of its fixes: of each language, and of all together.

A cell of fewer than five visits is not shown (`portal.effort.counts.SMALL`), nor may it be found
by taking the others from the whole: the languages that are too small are told as one if they are
five together, and are no part of the whole if they are not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Sum

from kb.reading.trying import Fix
from portal.effort.counts import SMALL
from portal.effort.fixes.counting import Sums
from portal.effort.models import ClosedDay, FixDay

DAYS = 28
ALL, OTHERS = "", "others"
"""Whose figures they are beside those of a language: everybody's; those of small languages."""
_NAMES = ("shown", "worked", "did_not", "cannot", "stopped")


@dataclass(frozen=True, slots=True)
class FixRow:
    """A fix and what was said of it; None where there were too few to be told."""

    fix: Fix
    sums: Sums | None


@dataclass(frozen=True, slots=True)
class Group:
    """The fixes of a text among the readers of a language (its code), of ALL or of OTHERS."""

    readers: str
    rows: Sequence[FixRow]

    @property
    def worst(self) -> FixRow | None:
        """Where the most stopped, if any did."""
        told = [row for row in self.rows if row.sums and row.sums.stopped]
        return max(told, key=lambda row: row.sums.stopped if row.sums else 0, default=None)


@dataclass(frozen=True, slots=True)
class FixesTold:
    """The groups: everybody first, then the languages by their readers; `last` is a closed day."""

    first: date
    last: date
    groups: Sequence[Group]


def told(family: str, fixes: Sequence[Fix]) -> FixesTold | None:
    """Of the last closed days; None where nothing may be told. Two queries."""
    last = ClosedDay.objects.aggregate(last=Max("day"))["last"]
    if last is None or not fixes:
        return None
    first = last - timedelta(days=DAYS - 1)
    by_fix = {
        one.id: _protected(by_language) for one, by_language in _sums(family, fixes, first, last)
    }
    readers = _in_order(by_fix.values())
    groups = [
        Group(code, [FixRow(one, by_fix[one.id].get(code)) for one in fixes]) for code in readers
    ]
    return FixesTold(first, last, groups) if groups else None


def _sums(
    family: str, fixes: Sequence[Fix], first: date, last: date
) -> Iterator[tuple[Fix, Mapping[str, Sums]]]:
    days = FixDay.objects.of_days(first, last).filter(family=family)
    rows = days.order_by().values_list("fix", "locale").annotate(*map(Sum, _NAMES))
    found: dict[str, dict[str, Sums]] = defaultdict(dict)
    for fix, locale, *numbers in rows:
        found[fix][locale] = Sums(*numbers)
    return ((one, found[one.id]) for one in fixes)


def _protected(by_language: Mapping[str, Sums]) -> Mapping[str, Sums]:
    """What may be told of one fix: languages, the small ones as one, and all that are told."""
    told = {code: one for code, one in by_language.items() if one.shown >= SMALL}
    others = _together(one for code, one in by_language.items() if code not in told)
    if others.shown >= SMALL:
        told[OTHERS] = others
    return {ALL: _together(told.values()), **told} if told else {}


def _together(some: Iterable[Sums]) -> Sums:
    listed = list(some)
    return Sums(*(sum(getattr(one, name) for one in listed) for name in _NAMES))


def _in_order(told: Collection[Mapping[str, Sums]]) -> list[str]:
    """Everybody first, the small languages last, those between by how many were shown any."""
    shown: dict[str, int] = defaultdict(int)
    for by_readers in told:
        for code, one in by_readers.items():
            shown[code] += one.shown
    return sorted(shown, key=lambda code: (code != ALL, code == OTHERS, -shown[code], code))
