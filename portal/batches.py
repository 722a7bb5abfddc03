"""Many rows at once, some at a time: each batch is a transaction of its own.

So a large clearing never holds a lock for long, and one that is killed goes on where it stopped.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

BATCH = 200


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
