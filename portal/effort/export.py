"""The report as a table that leaves the house: no formulas, and no cell that tells on a few.

Its numbers are of whole blocks of days (portal.effort.blocks), so each line says of which days it
is. The line for all languages adds up the lines that are shown: nothing is left to subtract.
"""

import csv
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import StringIO
from typing import Any

from portal.effort import blocks, daily
from portal.effort.blocks import Block
from portal.effort.cells import Cell, Row, size
from portal.effort.counts import WHOLE, Count
from portal.effort.figures import BY_KEY, Figure
from portal.effort.figures.first_answer import MINUTES
from portal.effort.report import Report
from portal.effort.times import Time

COLUMNS = (
    "figure", "name", "title", "numerator_is", "denominator_is", "language", "first_day",
    "last_day", "complete_until", "numerator", "denominator", "n", "value", "low_95", "high_95",
    "suppressed", "sample_data", "state", "kind", "item", "good", "definition",
)  # fmt: skip
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
ALL = "all"

type Series = Mapping[tuple[str, str, str], Mapping[date, Count]]
"""By figure, language and value: each day's count."""


def as_csv(report: Report, *, is_sample: bool) -> str:
    """The whole report: a line for each figure and language, then one for each item of a list.

    `state` tells apart what is counted, none (nothing happened), no data (it was not counted)
    and held back (fewer than five).
    """
    out = StringIO()
    out.write("\ufeff")  # Spreadsheets take the file for UTF-8 only with this mark.
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in [*_figures(report), *_times(report), *_lists(report)]:
        values = line.values() | {"sample_data": int(is_sample)}
        values |= {"complete_until": report.complete_until}
        writer.writerow([guarded(values.get(column)) for column in COLUMNS])
    return out.getvalue()


def guarded(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


@dataclass(frozen=True, slots=True)
class _Line:
    """What is told of a figure in one language, or in all; or of one item of a list."""

    cell: Cell
    language: str
    told: Block | None
    period: tuple[date, date]
    kind: str = ""
    item: str = ""
    # Of a figure of time: how many waited so many minutes.
    minutes: Counter[int] = field(default_factory=Counter)

    @property
    def state(self) -> str:
        if not self.cell.is_recorded:
            return "no data"
        if self.told is not None:
            return "counted"
        return "held back" if self.cell.n else "none"

    def values(self) -> dict[str, Any]:
        """By column."""
        figure = self.cell.figure
        first, last = (self.told.first, self.told.last) if self.told else self.period
        return {
            "figure": figure.number,
            "name": figure.key,
            "title": figure.title,
            "numerator_is": figure.numerator,
            "denominator_is": figure.denominator,
            "language": self.language,
            "first_day": first,
            "last_day": last,
            "suppressed": int(self.state == "held back"),
            "state": self.state,
            "kind": self.kind,
            "item": self.item,
            "good": figure.good,
            "definition": figure.definition,
            **self._numbers(),
        }

    def _numbers(self) -> dict[str, Any]:
        if self.told is None:
            return {}
        numbers = zip(("value", "low_95", "high_95"), self._value(self.told), strict=True)
        return {
            "numerator": self.told.count.numerator,
            "denominator": self.told.count.denominator,
            "n": size(self.cell.figure, self.told.count),
            **{name: _rounded(number) for name, number in numbers},
        }

    def _value(self, told: Block) -> list[float | None]:
        """The figure and its interval, from and to; times in minutes."""
        if self.cell.figure.form != "time":
            cell = Cell(self.cell.figure, told.count)
            return [cell.value, *(cell.interval or (None, None))]
        time = Time(self.cell.figure, self.minutes)
        times = (time.median, *(time.interval or (None, None)))
        return [None if one is None else one / timedelta(minutes=1) for one in times]


def _figures(report: Report) -> Iterator[_Line]:
    keys = [row.figure.key for row in report.rows]
    series = _series(report, WHOLE, keys)
    for row in report.rows:
        yield from _of_row(report, row, series)


def _of_row(report: Report, row: Row, series: Series) -> Iterator[_Line]:
    period = (report.first, report.last)
    told = [
        _told(report, row.figure, series.get((row.figure.key, code, ""), {}))
        for code in report.languages
    ]
    yield _Line(row.total, ALL, _together(told), period)
    for code, cell, block in zip(report.languages, row.cells, told, strict=True):
        yield _Line(cell, code, block, period)


def _times(report: Report) -> Iterator[_Line]:
    """Medians in minutes, of the days and cases that are told of."""
    keys = [row.figure.key for row in report.times]
    series, by_minutes = _series(report, WHOLE, keys), _series(report, MINUTES, keys)
    for row in report.times:
        cells = [_as_cell(time) for time in row.cells]
        lines = list(_of_row(report, Row(row.figure, _as_cell(row.total), tuple(cells)), series))
        own = [replace(one, minutes=_minutes(one, by_minutes)) for one in lines[1:]]
        yield replace(lines[0], minutes=sum((one.minutes for one in own), Counter()))
        yield from own


def _as_cell(time: Time) -> Cell:
    return Cell(time.figure, Count(time.n, time.n), is_recorded=time.is_recorded)


def _minutes(line: _Line, series: Series) -> Counter[int]:
    """How many waited so many minutes, on the days that a line of one language tells of."""
    found: Counter[int] = Counter()
    for (key, code, minutes), days in series.items():
        if line.told and (key, code) == (line.cell.figure.key, line.language):
            within = (n for day, n in days.items() if line.told.first <= day <= line.told.last)
            found[int(minutes)] += sum(count.denominator for count in within)
    return found


def _together(told: list[Block | None]) -> Block | None:
    shown = [block for block in told if block]
    if not shown:
        return None
    total = sum((block.count for block in shown), Count())
    return Block(min(one.first for one in shown), max(one.last for one in shown), total)


def _lists(report: Report) -> Iterator[_Line]:
    """The items of the lists, without those that are held back: their words may tell as well."""
    wanted = {
        ("search_weak", "query"): {(q.query, q.locale) for q in report.lists.failing_queries},
        ("helpful", "family"): {(v.slug, v.locale) for v in report.lists.least_helpful},
    }
    for (key, kind), items in wanted.items():
        figure = BY_KEY[key]
        series = _series(report, kind, [key], {value for value, _locale in items})
        for value, locale in sorted(items):
            block = _told(report, figure, series.get((key, locale, value), {}))
            if block:
                cell = Cell(figure, block.count)
                period = (report.first, report.last)
                yield _Line(cell, locale, block, period, kind=kind, item=value)


def _told(report: Report, figure: Figure, days: Mapping[date, Count]) -> Block | None:
    return blocks.within(days, lambda count: size(figure, count), report.first, report.last)


def _series(report: Report, kind: str, keys: list[str], values: Collection[str] = ()) -> Series:
    """Each day's count since counting began."""
    span = (report.began or report.first, report.last)
    return daily.series(*span, report.made_at, kind=kind, figures=keys, values=values)


def _rounded(number: float | None) -> str | None:
    return None if number is None else f"{number:.4f}"
