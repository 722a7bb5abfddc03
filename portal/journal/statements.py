"""The statements by which a step is written, whatever has been written before.

They are SQL, since the database must decide what the ORM would have to ask first: whether the
visit has begun, and whether the same step has just been made. Both databases read them alike.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import connection

from portal.journal.models import Step, Visit
from portal.journal.shares import ROWS

_BEGIN = """
INSERT INTO {visits} ({day}, {key}, {network}) SELECT %s, %s, %s WHERE {may_begin}
ON CONFLICT ({day}, {key}) DO UPDATE SET {key} = excluded.{key} RETURNING {id}, {kept}
"""
# Neither looks at more rows than a network may have.
_MAY_BEGIN = """
EXISTS (SELECT 1 FROM {visits} WHERE {day} = %s AND {key} = %s) OR (SELECT COUNT(*) FROM
(SELECT 1 FROM {visits} WHERE {day} = %s AND {network} = %s LIMIT {rows}) AS begun) < {rows}
"""
_KEPT = """
(SELECT COUNT(*) FROM (SELECT 1 FROM {steps} JOIN {visits} AS same ON same.{id} = {visit}
WHERE same.{day} = %s AND same.{network} = %s AND {kind} = %s LIMIT {rows}) AS kept)
"""
_WRITE = """
INSERT INTO {steps} ({columns}) SELECT {places}
"""
_ONLY_NEW = """
WHERE COALESCE((SELECT {subject} FROM {steps}
WHERE {visit} = %s AND {kind} = %s AND {at} > %s AND {at} <= %s ORDER BY {at} DESC, {id} DESC
LIMIT 1), '') <> %s
"""


def begin_visit(day: date, key: str, network: str, kind: str) -> int | None:
    """The id of a key's visit, begun by this if it has not been.

    None when the network's rows of that day are full, those of the visits or of this kind of step.
    """
    on = connection.ops.adapt_datefield_value(day)
    values = [on, key, network]
    if network:
        values += [on, key, on, network, on, network, kind]
    statement = _begun(bool(network))
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        begun = cursor.fetchone()
    return begun[0] if begun and begun[1] < ROWS else None


def write(step: Step, visit: int) -> None:
    """Write a step of a visit."""
    values = _values(step, visit)
    statement = _written(tuple(values), only_new=False)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values.values()])


def write_unless_repeated(step: Step, visit: int, within: timedelta) -> None:
    """Write a step, unless it is the same as the last of its kind in its visit, within this time.

    So A, B, A are two looks at A.
    """
    values = _values(step, visit)
    since = connection.ops.adapt_datetimefield_value(step.at - within)
    asked = [visit, values["kind"], since, values["at"], values["subject"]]
    statement = _written(tuple(values), only_new=True)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values.values(), *asked])


def _values(step: Step, visit: int) -> dict[str, Any]:
    step.visit_id = visit
    return {
        str(field.column): field.get_db_prep_save(getattr(step, field.attname), connection)
        for field in Step._meta.concrete_fields
        if not field.primary_key
    }


# How a statement reads is worked out once in a process.
@cache
def _begun(has_bound: bool) -> str:
    """A network without a name has none."""
    quote = connection.ops.quote_name
    names = {name: quote(name) for name in ("day", "key", "network", "id", "kind")}
    names |= {"visits": quote(Visit._meta.db_table), "steps": quote(Step._meta.db_table)}
    names |= {"visit": quote("visit_id"), "rows": str(ROWS)}
    may_begin, kept = (_MAY_BEGIN, _KEPT) if has_bound else ("true", "0")
    asked = _BEGIN.replace("{may_begin}", may_begin).replace("{kept}", kept)
    return asked.format_map(names)


@cache
def _written(columns: tuple[str, ...], *, only_new: bool) -> str:
    quote = connection.ops.quote_name
    names = {name: quote(name) for name in ("kind", "subject", "at", "id")}
    names |= {"steps": quote(Step._meta.db_table), "visit": quote("visit_id")}
    names |= {"columns": ", ".join(map(quote, columns))}
    written = _WRITE + _ONLY_NEW if only_new else _WRITE
    return written.format_map(names | {"places": ", ".join(["%s"] * len(columns))})
