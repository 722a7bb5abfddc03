"""Many rows at once. What goes, goes some at a time: each batch is a transaction of its own.

So a large clearing never holds a lock for long, and one that is killed goes on where it stopped.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

BATCH = 200
_STATEMENT = 500


def in_batches[Rows: QuerySet[Any]](rows: Rows) -> Iterator[Rows]:
    """These rows, some at a time, until there are none: whoever takes them must end each.

    What a batch says of its rows is asked again when it is used, so a row that has changed since
    is left alone.
    """
    while keys := list(rows.order_by().values_list("pk", flat=True)[:BATCH]):
        yield rows.filter(pk__in=keys)


def delete(rows: QuerySet[Any]) -> int:
    """Delete these rows; returns how many, with what hung on them."""
    return sum(batch.delete()[0] for batch in in_batches(rows))


def write[Row: Model](rows: Sequence[Row]) -> None:
    """Insert rows that have no number yet; they are not given the one that they get.

    Raises IntegrityError as each of them would. PostgreSQL takes them in one stream, for a fifth
    of what statements cost.
    """
    if not rows:
        return
    model = type(rows[0])
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(rows, batch_size=_STATEMENT)
        return
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = attrgetter(*(field.attname for field in fields))
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as stream,
    ):
        for row in rows:
            stream.write_row(values(row))
