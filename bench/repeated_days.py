"""Closed days, repeated into the past: their rows and their roll-ups, made in the database itself.

What closing a repeated day would count is known, since it was counted for the day that it repeats:
nothing differs but the day and, of rare searches, the words.
"""

from datetime import date
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from kb.feedback.models import Vote
from portal.deflection.models import Attempt
from portal.effort.models import ClosedDay, DailyFigure
from portal.gaps.models import Demand
from portal.journal import days
from portal.journal.models import BeyondShare, DailyTotal, Step, Visit
from portal.journal.retention import QUERY_TEXT

type Rows = type[models.Model]

_ROWS: tuple[Rows, ...] = (
    *(Visit, Attempt, Vote, Step, DailyTotal, BeyondShare, DailyFigure, ClosedDay, Demand),
)
_DAY = "day - n * {length}"
_IS_RARE = "~ ' [0-9]{{4}}$'"
# What is more than a number, a day or a moment further.
_ANEW: dict[tuple[Rows, str], str] = {
    (Visit, "key"): "md5(key || n)",
    (Vote, "voter"): "'token:' || md5(voter || n)",
    (Attempt, "id"): "md5(id::text || n)::uuid",
    (Step, "query"): f"CASE WHEN {_DAY} < '{{forgotten}}' THEN ''"
    f" WHEN query {_IS_RARE} THEN query || n ELSE query END",
    (DailyFigure, "value"): f"CASE WHEN kind = 'query' AND value {_IS_RARE}"
    " THEN value || n ELSE value END",
}
_KEPT: dict[Rows, str] = {
    DailyFigure: f"NOT (kind = 'query' AND {_DAY} < '{{forgotten}}')",
}
_REPEAT = """
INSERT INTO {table} ({columns}) SELECT {values}
FROM {table}, generate_series(1, {times}) AS n WHERE {when} AND {kept}
"""


def repeat(first: date, last: date, times: int) -> None:
    """These closed days, so many times more before themselves."""
    about: dict[str, Any] = {"times": times, "length": (last - first).days + 1}
    about |= {"forgotten": days.day_of() - QUERY_TEXT, "first": first, "last": last}
    about |= dict(zip(("begin", "end"), days.span(first, last), strict=True))
    with connection.cursor() as cursor:
        # That each row has what it refers to need not be asked ten million times.
        cursor.execute("SET session_replication_role = replica")
        strides = {rows: _stride(rows) for rows in _ROWS}
        for rows in _ROWS:
            cursor.execute(_statement(rows, strides, about))
        cursor.execute("RESET session_replication_role")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_ROWS)):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


def _statement(rows: Rows, strides: dict[Rows, int], about: dict[str, Any]) -> str:
    fields = rows._meta.concrete_fields
    names = {field.name for field in fields}
    moment = next((name for name in ("at", "started_at") if name in names), "")
    when = (
        "day BETWEEN '{first}' AND '{last}'"
        if "day" in names
        else f"{moment} >= '{{begin}}' AND {moment} < '{{end}}'"
    )
    values = ", ".join(_further(rows, field, strides) for field in fields)
    template = _REPEAT.replace("{values}", values).replace("{when}", when)
    return template.replace("{kept}", _KEPT.get(rows, "true")).format(
        table=rows._meta.db_table,
        columns=", ".join(f'"{field.column}"' for field in fields),
        **about,
    )


def _further(rows: Rows, field: models.Field[Any, Any], strides: dict[Rows, int]) -> str:
    """A column of the row that is so many times further in the past."""
    if anew := _ANEW.get((rows, field.name)):
        return anew
    column = f'"{field.column}"'
    numbered = rows if field.primary_key else field.related_model
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return _DAY
    if isinstance(field, models.DateTimeField):
        return f"{column} - n * {{length}} * interval '1 day'"
    return f"{column} + n * {strides[numbered]}" if numbered in strides else column


def _stride(rows: Rows) -> int:
    """More than any number of theirs."""
    with connection.cursor() as cursor:
        key = rows._meta.pk
        if not isinstance(key, models.AutoField | models.BigAutoField):
            return 0
        cursor.execute(f'SELECT coalesce(max("{key.column}"), 0) FROM {rows._meta.db_table}')  # noqa: S608
        return int(cursor.fetchone()[0])
