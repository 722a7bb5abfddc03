"""The report's figures over time: a drawing and a table each, and what happened meanwhile."""

from typing import Any

from django.utils.translation import get_language_bidi

from portal.effort import kept
from portal.effort.axis import Axis
from portal.effort.cells import Row
from portal.effort.charts import Chart, chart
from portal.effort.report import Report
from portal.effort.timeline import marks

_APART = 18
"""So many pixels does the number of a mark need."""


def drawn(report: Report, name: str) -> dict[str, Any]:
    """Each row that has a trend with its drawing (None: too little to draw), and the marks.

    `name` is that of what the report tells besides; with what the drawings show of marks it is
    that of the drawings, which are made when somebody asks for them.
    """
    axis = Axis(report.first, report.last, is_mirrored=get_language_bidi())
    found = marks.read(report.first, report.last, report.languages, axis.days(_APART))

    def charts() -> list[tuple[Row, Chart | None]]:
        return [(row, chart(row, axis, found)) for row in report.trends]

    shown = [(mark.number, mark.first, mark.spans) for mark in found]
    return {
        "axis": axis,
        "charts": charts,
        "charts_drawn": kept.name(name, shown),
        "marks": found,
    }
