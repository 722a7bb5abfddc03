"""The report's figures over time: a drawing and a table each, and what happened meanwhile."""

from typing import Any

from django.utils.translation import get_language_bidi

from portal.effort.charts import Axis, chart
from portal.effort.report import Report
from portal.effort.timeline import marks

_APART = 18
"""So many pixels does the number of a mark need."""


def drawn(report: Report) -> dict[str, Any]:
    """Each row that has a trend with its drawing (None: too little to draw), and the marks."""
    axis = Axis(report.first, report.last, is_mirrored=get_language_bidi())
    found = marks.read(report.first, report.last, report.languages, axis.days(_APART))
    trended = [row for row in report.rows if row.trend]
    charts = [(row, chart(row, axis, found)) for row in trended]
    return {"axis": axis, "charts": charts, "marks": found}
