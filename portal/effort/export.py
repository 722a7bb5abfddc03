"""The report as a table: no formulas, and nothing but what may leave the house."""

import csv
from io import StringIO
from typing import Any

from portal.effort import leaving
from portal.effort.figures import Figure
from portal.effort.leaving import Line
from portal.effort.report import Report
from portal.text.spreadsheets import UTF8_MARK, guarded

COLUMNS = (
    "figure", "name", "title", "numerator_is", "denominator_is", "language", "first_day",
    "last_day", "complete_until", "numerator", "denominator", "n", "value", "low_95", "high_95",
    "suppressed", "sample_data", "state", "kind", "item", "good", "definition",
    "change", "change_low_95", "change_high_95", "change_is_factor", "change_is_clear",
    "left_out_beyond_share", "left_out_asked", "left_out_robots_and_staff",
)  # fmt: skip


def as_csv(report: Report, *, is_sample: bool) -> str:
    """The whole report: a line for each figure and language, then one for each item of a list.

    Times are in minutes.
    `state` tells apart what is counted, none (nothing happened), no data (nothing was counted on
    these days), not counted (the figure was not yet) and held back (fewer than five).
    """
    out = StringIO()
    out.write(UTF8_MARK)
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    of_all = {"sample_data": int(is_sample), "complete_until": report.complete_until}
    of_figure: dict[str, dict[str, Any]] = {}
    for line in [*leaving.figures(report), *leaving.times(report), *leaving.items(report)]:
        figure = line.cell.figure
        if figure.key not in of_figure:
            of_figure[figure.key] = of_all | _words(figure)
        values = of_figure[figure.key] | _values(line)
        writer.writerow([guarded(values.get(column)) for column in COLUMNS])
    return out.getvalue()


def _words(figure: Figure) -> dict[str, Any]:
    """What stands in each line of a figure, in the language in force."""
    return {
        "figure": figure.number,
        "name": figure.key,
        "title": str(figure.title),
        "numerator_is": str(figure.numerator),
        "denominator_is": str(figure.denominator),
        "good": figure.good,
        "definition": figure.definition,
    }


def _values(line: Line) -> dict[str, Any]:
    """By column."""
    first, last = line.days
    return {
        "language": line.language,
        "first_day": first,
        "last_day": last,
        "suppressed": int(line.state == "held back"),
        "state": line.state,
        "kind": line.kind,
        "item": line.item,
        **(_numbers(line) if line.told else {}),
        **({} if line.kind else _left_out(line)),
    }


def _numbers(line: Line) -> dict[str, Any]:
    shown = line.shown
    low, high = line.interval or (None, None)
    numbers = {"value": line.value, "low_95": low, "high_95": high}
    return {
        "numerator": shown.count.numerator,
        "denominator": shown.count.denominator,
        "n": shown.n,
        **{name: _rounded(number) for name, number in numbers.items()},
        **_change(line),
    }


def _change(line: Line) -> dict[str, Any]:
    change = line.change
    if change is None:
        return {}
    return {
        "change": round(change.size, 4),
        "change_low_95": round(change.low, 4),
        "change_high_95": round(change.high, 4),
        "change_is_factor": int(change.is_factor),
        "change_is_clear": int(change.is_clear),
    }


def _left_out(line: Line) -> dict[str, Any]:
    return {
        "left_out_beyond_share": line.left.share,
        "left_out_asked": line.left.privacy,
        "left_out_robots_and_staff": line.left.strangers,
    }


def _rounded(number: float | None) -> str | None:
    return None if number is None else f"{number:.4f}"
