"""The support-effort report as it leaves the house, at one moment, in the old code and the new."""

import csv
from dataclasses import asdict
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

from django.core.cache import cache
from upgrade_proof import schema

from portal import locales
from portal.effort import export, report, rollups
from portal.journal import days as calendar

DAYS = 60
# What the figures are called may be put better; what they count may not change.
_PROSE = ("title", "numerator_is", "denominator_is")
# What stands beside the figures and not in the table.
_LISTS = ("reasons", "least_helpful", "failing_queries", "threads")


def closed_days(at: datetime) -> dict[str, Any]:
    """The report of closed days."""
    return _report(rollups.last_closable(at), at)


def up_to_today(at: datetime) -> dict[str, Any]:
    """The report with the days that are counted from their steps each time."""
    return _report(calendar.day_of(at), at)


def _report(last: date, at: datetime) -> dict[str, Any]:
    # The count of open days is kept for a minute, also by the state before.
    cache.clear()
    found = {}
    for code in locales.codes():
        made = report.build(last - timedelta(days=DAYS - 1), last, languages=[code], at=at)
        for row in csv.DictReader(StringIO(export.as_csv(made, is_sample=True).lstrip("\ufeff"))):
            name = f"{row['name']} {row['language']} of {code}"
            found[name] = {key: cell for key, cell in row.items() if key not in _PROSE}
        for name in _LISTS:
            found[f"{name} of {code}"] = [asdict(entry) for entry in getattr(made, name)]
    return found


def rolled_up() -> dict[str, str]:
    """What is kept of closed days."""
    rows = schema.model("effort.DailyFigure").objects.values_list(
        "day", "figure", "locale", "numerator", "denominator"
    )
    return {f"{day} {figure} {code}": f"{n}/{of}" for day, figure, code, n, of in rows}


def rolled_up_again(at: datetime) -> dict[str, str]:
    """The same, counted anew from steps and attempts."""
    last = rollups.last_closable(at)
    rollups.rebuild(last - timedelta(days=DAYS + 7), last, at)
    return rolled_up()
