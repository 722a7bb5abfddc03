"""What the support-effort report counts, at one moment, in the old code and the new."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from upgrade_proof import schema

from portal import locales
from portal.effort import report, rollups
from portal.journal import days as calendar

DAYS = 60
# These count today as they did in every release; others may be counted better from their next day
# on, which changes no day that has closed.
_THE_SAME = ("peer", "failed", "self_service", "search_contact", "language_gap")
_ROLLED_UP = (
    *("explicit", "implicit", "search_weak", "search_first_five", "search_reformulated"),
    *_THE_SAME,
)


def closed_days(at: datetime) -> dict[str, Any]:
    """The report of closed days."""
    return _report(rollups.last_closable(at), at, _ROLLED_UP)


def up_to_today(at: datetime) -> dict[str, Any]:
    """The report with the days that are counted from their steps each time."""
    return _report(calendar.day_of(at), at, _THE_SAME)


def _report(last: date, at: datetime, figures: Collection[str]) -> dict[str, Any]:
    # The count of open days is kept for a minute, also by the state before.
    cache.clear()
    found = {}
    for code in locales.codes():
        made = report.build(last - timedelta(days=DAYS - 1), last, languages=[code], at=at)
        for row in made.rows:
            # Called a definition before figures knew how they are counted.
            key = (row.figure if hasattr(row, "figure") else row.definition).key
            if key in figures:
                count = row.total.count
                found[f"{key} {code}"] = f"{count.numerator}/{count.denominator}"
    return found


def rolled_up() -> dict[str, str]:
    """What is kept of closed days."""
    figures = schema.model("effort.DailyFigure").objects.filter(figure__in=_ROLLED_UP)
    if any(field.name == "kind" for field in figures.model._meta.fields):
        figures = figures.filter(kind="")
    rows = figures.values_list("day", "figure", "locale", "numerator", "denominator")
    return {f"{day} {figure} {code}": f"{n}/{of}" for day, figure, code, n, of in rows}


def rolled_up_again(at: datetime) -> dict[str, str]:
    """The same, counted anew from steps and attempts."""
    last = rollups.last_closable(at)
    first = last - timedelta(days=DAYS + 7)
    call_command("rebuild_figures", str(first), str(last), verbosity=0)
    return rolled_up()
