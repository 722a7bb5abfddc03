"""The two statements by which a step is written, whatever has been written before.

They are SQL, since the database must decide what the ORM would have to ask first: whether the
visit has begun, and whether the same step has just been made. Both databases read them alike.
"""

from datetime import date, timedelta

from django.db import connection

from portal.journal.models import Step, Visit


def begin_visit(day: date, key: str) -> int:
    """The id of a key's visit, begun by this if it has not been."""
    quote = connection.ops.quote_name
    names = {"table": Visit._meta.db_table, "day": "day", "key": "key", "id": "id"}
    statement = (
        "INSERT INTO {table} ({day}, {key}) VALUES (%s, %s) ON CONFLICT ({day}, {key}) "
        "DO UPDATE SET {key} = excluded.{key} RETURNING {id}"
    ).format_map({name: quote(value) for name, value in names.items()})
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.adapt_datefield_value(day), key])
        visit: int = cursor.fetchone()[0]
    return visit


def write_unless_repeated(step: Step, visit: int, within: timedelta) -> None:
    """Write a step, unless its visit has made the same within this time."""
    step.visit_id = visit
    values = {
        str(field.column): field.get_db_prep_save(getattr(step, field.attname), connection)
        for field in Step._meta.concrete_fields
        if not field.primary_key
    }
    same = ("visit_id", "kind", "subject")
    quote = connection.ops.quote_name
    table, at = quote(Step._meta.db_table), quote("at")
    columns, places = ", ".join(map(quote, values)), ", ".join(["%s"] * len(values))
    is_same = " AND ".join(f"{quote(name)} = %s" for name in same)
    statement = (
        f"INSERT INTO {table} ({columns}) SELECT {places} WHERE NOT EXISTS "  # noqa: S608 - our own names
        f"(SELECT 1 FROM {table} WHERE {is_same} AND {at} > %s AND {at} <= %s)"
    )
    since = connection.ops.adapt_datetimefield_value(step.at - within)
    asked = [*(values[name] for name in same), since, values["at"]]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values.values(), *asked])
