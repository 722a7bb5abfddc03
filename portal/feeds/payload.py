"""The report as JSON: the same lines as the file has, by figure."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from portal.effort import leaving
from portal.effort.figures import Figure
from portal.effort.leaving import Line
from portal.effort.report import Report


def of(report: Report, *, is_sample: bool) -> dict[str, Any]:
    """The report, ready for JSON; shares are from 0 to 1."""
    lines = [*leaving.figures(report), *leaving.times(report)]
    return {
        "first_day": report.first,
        "last_day": report.last,
        "complete_until": report.complete_until,
        "counting_began": report.began,
        "made_at": report.made_at,
        "languages": report.languages,
        "sample_data": is_sample,
        "figures": [
            _described(figure) | {"languages": [_cell(line) for line in of_figure]}
            for figure, of_figure in groupby(lines, key=lambda line: line.cell.figure)
        ],
        "lists": _items(leaving.items(report)),
    }


def _described(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "number": figure.number,
        "title": str(figure.title),
        "numerator_is": str(figure.numerator),
        "denominator_is": str(figure.denominator),
        "cannot_know": str(figure.cannot_know),
        "form": figure.form,
        "good": figure.good or None,
        "definition": figure.definition,
    }


def _cell(line: Line) -> dict[str, Any]:
    left = line.left
    return {
        "language": line.language,
        "state": line.state,
        **_numbers(line),
        "change": _change(line),
        "left_out": {
            "beyond_share": left.share,
            "asked_not_to_be_followed": left.privacy,
            "robots_and_staff": left.strangers,
        },
    }


def _numbers(line: Line) -> dict[str, Any]:
    """Of whole blocks of days, and of which; None where nothing is told."""
    shown, (first, last) = line.shown, line.days
    low, high = (line.told and line.interval) or (None, None)
    return {
        "first_day": first,
        "last_day": last,
        "numerator": shown.count.numerator if line.told else None,
        "denominator": shown.count.denominator if line.told else None,
        "n": shown.n if line.told else None,
        "value": line.value if line.told else None,
        "low_95": low,
        "high_95": high,
        "older_definition": shown.is_older,
    }


def _change(line: Line) -> dict[str, Any] | None:
    """Against the period before, as far as that is told as well."""
    change = line.shown.change
    if change is None:
        return None
    return {
        "by": "factor" if change.is_factor else "difference",
        "size": change.size,
        "low_95": change.low,
        "high_95": change.high,
        "is_clear": change.is_clear,
    }


def _items(lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [
        {
            "figure": line.cell.figure.key,
            "kind": line.kind,
            "item": line.item,
            "language": line.language,
            **_numbers(line),
        }
        for line in lines
    ]
