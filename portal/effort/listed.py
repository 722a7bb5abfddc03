"""The items of lists as they leave the house: by whole weeks, and no rest of a week is of a few.

What items are part of is told as well, in its blocks of days. Those blocks that end in the same
week, from Monday to Sunday, are a span: in each, an item of five cases is told, as long as what
all of these leave of the whole is none or five; else the smallest of them stays with the rest.
So a span tells the same whatever period is asked for, and whatever else is on the list.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from portal.effort import blocks, daily
from portal.effort.blocks import Block
from portal.effort.counts import SMALL, WHOLE, Count
from portal.effort.daily import Series
from portal.effort.figures import Figure
from portal.effort.report import Report
from portal.journal import days as calendar
from portal.journal.retention import QUERY_TEXT

type _Span = tuple[date, date]


def told(report: Report, figure: Figure, kind: str) -> dict[tuple[str, str], Block]:
    """By value and language, what is told of the items of one kind."""
    series = _of_items(report, figure, kind)
    wholes = daily.series(*report.counted, None, kind=WHOLE, figures=[figure.key])
    size = _size(figure, kind)
    found: dict[tuple[str, str], list[Block]] = defaultdict(list)
    for code in report.languages:
        whole = wholes.get((figure.key, code, ""), {})
        items = {value: days for (_key, own, value), days in series.items() if own == code}
        spans = list(_spans(report, figure, kind, whole))
        for span, value, count in _of_language(whole, items, spans, size):
            found[value, code].append(Block(*span, count))
    return {key: blocks.together(own) for key, own in found.items()}


def _of_items(report: Report, figure: Figure, kind: str) -> Series:
    """Each day of those that may be told in any span; the others are of the rest everywhere."""
    span, size = (report.first, report.last), _size(figure, kind)
    sums = report.daily.by_value(*span, figure.key, kind, report.languages)
    values = {
        value
        for (value, _code), count in sums.items()
        if size(count.numerator, count.denominator) >= SMALL
    }
    return daily.series(*span, None, kind=kind, figures=[figure.key], values=values)


def _size(figure: Figure, kind: str) -> blocks.Size:
    return blocks.of_some if kind in figure.parts else blocks.of_all


def _spans(
    report: Report, figure: Figure, kind: str, whole: Mapping[date, Count]
) -> Iterator[_Span]:
    """Those within the period to which no day can be added, and none of whose words are gone."""
    first, last = report.first, report.complete_until or date.min
    if kind == "query":
        first = max(first, calendar.day_of(report.made_at - QUERY_TEXT))
    week = timedelta(days=7)
    for monday, ended in groupby(blocks.blocks(whole, blocks.size_of(figure)), _monday):
        together = list(ended)
        if first <= together[0].first and monday + week <= last + timedelta(days=1):
            yield together[0].first, together[-1].last


def _monday(block: Block) -> date:
    return block.last - timedelta(days=block.last.weekday())


def _of_language(
    whole: Mapping[date, Count],
    items: Mapping[str, Mapping[date, Count]],
    spans: list[_Span],
    size: blocks.Size,
) -> Iterator[tuple[_Span, str, Count]]:
    """What is told of each item in each span, in their order."""
    span_of = {day: span for span in spans for day in _days(*span)}
    wholes: dict[_Span, int] = defaultdict(int)
    for day, count in whole.items():
        if span := span_of.get(day):
            wholes[span] += size(count.numerator, count.denominator)
    counts: dict[_Span, dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
    for value, days in items.items():
        for day, count in days.items():
            if span := span_of.get(day):
                counts[span][value] += count
    for span in spans:
        cases = {value: size(n.numerator, n.denominator) for value, n in counts[span].items()}
        yield from ((span, value, counts[span][value]) for value in _large(cases, wholes[span]))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _large(cases: Mapping[str, int], whole: int) -> list[str]:
    """The items that are told, the largest first."""
    large = [value for value, n in cases.items() if n >= SMALL]
    large.sort(key=lambda value: (-cases[value], value))
    if large and 0 < whole - sum(cases[value] for value in large) < SMALL:
        large.pop()
    return large
