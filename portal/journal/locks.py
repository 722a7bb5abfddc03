"""How long counting may wait: nobody's page is held up by our bookkeeping."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, connection

LONGEST_WAIT = 1_000
"""Milliseconds that a statement may wait for a lock that another one holds."""
_HURRY, _AS_USUAL = f"SET lock_timeout = {LONGEST_WAIT}", "RESET lock_timeout"
_SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def impatient() -> Iterator[None]:
    """In it a statement that waits for a lock longer than that raises OperationalError.

    On SQLite, whoever is in a transaction has the one lock there is: there is nothing to wait for.
    """
    if connection.vendor != "sqlite":
        with connection.execute_wrapper(_hurried):
            yield
    elif connection.in_atomic_block:
        yield
    else:
        with _busy_for_a_moment():
            yield


def _hurried(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Say it in the statement's own message: that is no way more to the server and back.

    What fails takes it back, too: the three stand and fall together. Points to go back to wait for
    nobody, and going back there would bring the hurry back.
    """
    if sql.startswith(_SAVEPOINTS):
        return execute(sql, params, many, context)
    answer = execute(f"{_HURRY}; {sql}; {_AS_USUAL}", params, many, context)
    context["cursor"].nextset()  # from the first one's answer to the statement's
    return answer


@contextmanager
def _busy_for_a_moment() -> Iterator[None]:
    """Said on the driver's own connection. A lost one takes the hurry with it."""
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1_000)
    hurry, as_usual = (f"PRAGMA busy_timeout = {wait}" for wait in (LONGEST_WAIT, usual))
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.connection.execute(hurry)
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.wrap_database_errors:
            connection.connection.execute(as_usual)
