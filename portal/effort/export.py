"""The report as a table that leaves the house: no formulas, and no cell that tells on a few.

Its numbers are of whole blocks of days (portal.effort.blocks), so each line says of which days it
is. The line for all languages adds up the lines that are shown: nothing is left to subtract.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from portal.effort import blocks, daily
from portal.effort.blocks import Block
from portal.effort.cells import Cell, Row, size
from portal.effort.counts import WHOLE, Count
from portal.effort.figures import BY_KEY, Figure
from portal.effort.report import Report

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
    for line in [*_figures(report), *_lists(report)]:
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
        shown = Cell(self.cell.figure, self.told.count)
        low, high = shown.interval or (None, None)
        numbers = {"value": shown.value, "low_95": low, "high_95": high}
        return {
            "numerator": self.told.count.numerator,
            "denominator": self.told.count.denominator,
            "n": shown.n,
            **{name: _rounded(number) for name, number in numbers.items()},
        }


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
        ("wrote_after_reading", "family"): {(w.slug, w.locale) for w in report.lists.wrote_anyway},
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
