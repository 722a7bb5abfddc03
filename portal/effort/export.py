"""The report as a table that leaves the house: no formulas, and no cell that tells on a few."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from portal.effort.report import Cell, Report

COLUMNS = (
    "figure", "name", "title", "numerator_is", "denominator_is", "language", "first_day",
    "last_day", "complete_until", "numerator", "denominator", "n", "value", "low_95", "high_95",
    "suppressed", "sample_data",
)  # fmt: skip
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
ALL = "all"


def as_csv(report: Report, *, is_sample: bool) -> str:
    """The whole report, a line for each figure and language."""
    out = StringIO()
    out.write("\ufeff")  # Spreadsheets take the file for UTF-8 only with this mark.
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in _lines(report, is_sample):
        writer.writerow([guarded(value) for value in line])
    return out.getvalue()


def guarded(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def _lines(report: Report, is_sample: bool) -> Iterator[list[Any]]:
    for row in report.rows:
        small = [cell for cell in row.cells if cell.is_small and cell.n]
        # One hidden cell could be told from the sum; then the sum is hidden too.
        hide_total = row.total.is_small or len(small) == 1
        yield _line(report, ALL, row.total, hide_total, is_sample)
        for code, cell in zip(report.languages, row.cells, strict=True):
            yield _line(report, code, cell, cell.is_small, is_sample)


def _line(report: Report, code: str, cell: Cell, hidden: bool, is_sample: bool) -> list[Any]:
    definition = cell.definition
    words = [definition.number, definition.key, definition.title]
    words += [definition.numerator, definition.denominator]
    days = [report.first, report.last, report.complete_until]
    low, high = cell.interval or (None, None)
    numbers: list[Any] = [cell.count.numerator, cell.count.denominator, cell.n]
    numbers += [_rounded(number) for number in (cell.value, low, high)]
    shown = [None] * len(numbers) if hidden else numbers
    return [*words, code, *days, *shown, int(hidden), int(is_sample)]


def _rounded(number: float | None) -> str | None:
    return None if number is None else f"{number:.4f}"
