"""Real outages: a database that takes no writes any more, or that nobody can reach."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, transaction


@contextmanager
def failing_after(statements: int) -> Iterator[None]:
    """A database that takes so many statements, and then no write; all is undone at the end."""
    left = statements

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal left
        if left == 0:
            read_only = {"sqlite": "PRAGMA query_only = ON"}
            connection.connection.execute(
                read_only.get(connection.vendor, "SET TRANSACTION READ ONLY")
            )
        left -= 1
        return execute(*statement)

    try:
        with transaction.atomic(), connection.execute_wrapper(count):
            yield
            transaction.set_rollback(True)
    finally:
        if connection.vendor == "sqlite":
            connection.connection.execute("PRAGMA query_only = OFF")


@contextmanager
def nowhere() -> Iterator[None]:
    """A database that cannot be reached: every connection is refused."""
    away = connections.create_connection("default")
    away.settings_dict = connection.settings_dict | {"HOST": "127.0.0.1", "PORT": "1"}
    if connection.vendor == "sqlite":
        away.settings_dict["NAME"] = "/there/is/no/such/folder/db.sqlite3"
    here = connections["default"]
    connections["default"] = away
    try:
        yield
    finally:
        connections["default"] = here


@contextmanager
def closed_by_the_server() -> Iterator[None]:
    """A connection to PostgreSQL that its server ends while it is in use."""
    here, closed = connections["default"], connections.create_connection("default")
    closed.ensure_connection()
    with here.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [closed.connection.info.backend_pid])
    connections["default"] = closed
    try:
        yield
    finally:
        connections["default"] = here
        closed.close()
