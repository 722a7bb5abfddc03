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
    same = Step.objects.filter(
        visit_id=visit,
        kind=step.kind,
        subject=step.subject,
        at__gt=step.at - within,
        at__lte=step.at,
    )
    step.visit_id = visit
    exists, asked = same.order_by().values("pk").query.sql_with_params()
    fields = [field for field in Step._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(getattr(step, field.attname), connection) for field in fields]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(Step._meta.db_table)
    # Names of our own columns, and what the ORM made of the condition: nothing typed is in it.
    statement = f"INSERT INTO {table} ({columns}) SELECT {places} WHERE NOT EXISTS ({exists})"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *asked])
