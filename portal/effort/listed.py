"""The items of lists as they leave the house: by whole weeks, and no rest of a week is of a few.

What items are part of is told as well, in its blocks of days. Those blocks that end in the same
week, from Monday to Sunday, are a span: in each, an item of five cases is told, as long as what
all of these leave of the whole is none or five; else the smallest of them stays with the rest.
So a span tells the same whatever period is asked for, and whatever else is on the list.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from portal.effort import blocks, kept
from portal.effort.blocks import Block, Blocks
from portal.effort.counts import SMALL, WHOLE, Count
from portal.effort.figures import Figure
from portal.effort.report import Report
from portal.effort.sums import Asked, Days
from portal.journal import days as calendar
from portal.journal.retention import QUERY_TEXT

type Item = tuple[str, str]
"""Its value, and a language."""
type ByItem = Mapping[tuple[str, ...], Days]
"""By figure, language and value."""
type Counts = dict[str, tuple[int, int]]
"""By value, a numerator and a denominator."""

_OF_A_WEEK = 4 * SMALL
_RAREST = 10
"""So many cases a week, and so many items, are read of those of few cases."""


def told(report: Report, figure: Figure, kind: str, items: Collection[Item]) -> dict[Item, Block]:
    """What is told of these items of one kind, without those of which it is nothing."""
    day = calendar.day_of(report.made_at)
    of = (figure.key, kind, sorted(items), report.stamp, report.all_closed.stamp, day)
    return kept.once("told", of, lambda: _Told(report, figure, kind).of(items))


class _Told:
    """What is told of the items of one kind. Very many are as a rule not read: see `_counts`."""

    def __init__(self, report: Report, figure: Figure, kind: str) -> None:
        self._report, self._figure, self._kind = report, figure, kind
        self._size = _size(figure, kind)
        self._wholes = report.all_closed.blocks(*report.counted, WHOLE, [figure.key])
        self._cases: dict[str, dict[str, int]] = defaultdict(dict)
        period = (report.first, report.last)
        rows = report.daily.closed_values(*period, figure.key, kind, report.languages)
        for value, code, n, of in rows:
            self._cases[code][value] = self._size(n, of)

    def of(self, items: Collection[Item]) -> dict[Item, Block]:
        """By value and language."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for value, code in items:
            wanted[code].add(value)
        weeks = (self._report.last - self._report.first).days // 7 + 1
        some = self._days(
            {code: own | {*_rarest(self._cases[code], weeks)} for code, own in wanted.items()}
        )
        found: dict[Item, list[Block]] = defaultdict(list)
        for code, own in wanted.items():
            whole = self._wholes.get((self._figure.key, code, ""), blocks.NONE)
            spans = list(_spans(self._report, self._kind, whole))
            for span, counts in zip(spans, self._counts(spans, code, own, some), strict=True):
                for value in self._large(span, counts):
                    found[value, code].append(Block(span.first, span.last, Count(*counts[value])))
        return {key: blocks.together(found[key]) for key in items if key in found}

    def _counts(
        self, spans: list[Block], code: str, wanted: set[str], some: ByItem
    ) -> list[Counts]:
        """What the items of a language add up to in each span.

        Those of few cases are read beside the wanted ones. Where they alone leave five of the
        whole, or one of them is the smallest that is told, none of the others changes what is told
        of the wanted ones, so these are not read.
        """
        counts = _by_span(spans, _of_language(code, some))
        if all(self._is_settled(own, wanted) for own in counts):
            return counts
        return _by_span(spans, _of_language(code, self._days({code: self._cases[code]})))

    def _is_settled(self, own: Counts, wanted: set[str]) -> bool:
        cases = {value: self._size(*count) for value, count in own.items()}
        large = _in_order(cases)
        left = sum(n for n in cases.values() if n < SMALL)
        return left >= SMALL or large[-1:] == [
            value for value in large[-1:] if value not in wanted
        ]

    def _large(self, span: Block, own: Counts) -> list[str]:
        whole = self._size(span.count.numerator, span.count.denominator)
        return _told({value: self._size(*count) for value, count in own.items()}, whole)

    def _days(self, items: Mapping[str, Collection[str]]) -> ByItem:
        period = (self._report.first, self._report.last)
        asked = Asked.by_day(period, self._kind, [self._figure.key], items)
        return self._report.all_closed.closed_days(asked)


def _rarest(cases: Mapping[str, int], weeks: int) -> Iterator[str]:
    """Those of the fewest cases, enough of them to leave five in most weeks, and ten at least."""
    wanted = _OF_A_WEEK * weeks
    for place, value in enumerate(sorted(cases, key=lambda one: (cases[one], one))):
        if wanted <= 0 and place >= _RAREST:
            return
        wanted -= cases[value]
        yield value


def _of_language(code: str, found: ByItem) -> Iterator[tuple[str, Days]]:
    return ((value, days) for (_key, own, value), days in found.items() if own == code)


def _size(figure: Figure, kind: str) -> blocks.Size:
    return blocks.of_some if kind in figure.parts else blocks.of_all


def _spans(report: Report, kind: str, whole: Blocks) -> Iterator[Block]:
    """Those within the period to which no day can be added, and none of whose words are gone."""
    first, last = report.first, report.complete_until or date.min
    if kind == "query":
        first = max(first, calendar.day_of(report.made_at - QUERY_TEXT))
    week = timedelta(days=7)
    for monday, ended in groupby(whole, _monday):
        span = blocks.together(list(ended))
        if first <= span.first and monday + week <= last + timedelta(days=1):
            yield span


def _monday(block: Block) -> date:
    return block.last - timedelta(days=block.last.weekday())


def _by_span(spans: list[Block], items: Iterable[tuple[str, Days]]) -> list[Counts]:
    """What each item adds up to in each span."""
    place_of = {
        day: place
        for place, span in enumerate(spans)
        for day in range(span.first.toordinal(), span.last.toordinal() + 1)
    }
    counts: list[Counts] = [{} for _span in spans]
    for value, days in items:
        for day, n, of in zip(*days, strict=True):
            if (place := place_of.get(day)) is not None:
                before = counts[place].get(value, (0, 0))
                counts[place][value] = (before[0] + n, before[1] + of)
    return counts


def _told(cases: Mapping[str, int], whole: int) -> list[str]:
    """The items that are told, the largest first."""
    large = _in_order(cases)
    if large and 0 < whole - sum(cases[value] for value in large) < SMALL:
        large.pop()
    return large


def _in_order(cases: Mapping[str, int]) -> list[str]:
    """The items of five cases and more, the largest first."""
    large = [value for value, n in cases.items() if n >= SMALL]
    return sorted(large, key=lambda value: (-cases[value], value))
