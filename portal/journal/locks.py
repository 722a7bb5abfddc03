"""How long counting may wait: nobody's page is held up by our bookkeeping."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

LONGEST_WAIT = 1_000
"""Milliseconds that a statement may wait for a lock that another one holds."""


@contextmanager
def impatient() -> Iterator[None]:
    """In it a statement that waits for a lock longer than that raises OperationalError.

    Said on the driver's own connection. On SQLite, whoever is in a transaction has the one lock
    there is, so there is nothing to wait for.
    """
    if connection.vendor == "sqlite":
        if connection.in_atomic_block:
            yield
            return
        usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1_000)
        hurry, as_usual = (f"PRAGMA busy_timeout = {wait}" for wait in (LONGEST_WAIT, usual))
    else:
        hurry, as_usual = f"SET lock_timeout = {LONGEST_WAIT}", "RESET lock_timeout"
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.connection.execute(hurry)
    try:
        yield
    finally:
        # Lost connections and broken transactions take the hurry with them.
        with suppress(DatabaseError), connection.wrap_database_errors:
            connection.connection.execute(as_usual)
