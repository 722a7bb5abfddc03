"""After a test that commits, the tables hold what they held before all tests.

Django empties all tables then, and makes content types and rights anew; whatever the migrations
wrote is gone, and each test after that sets the site's skeleton up again. On PostgreSQL that is
a second each time, hundreds of times.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.sql import SQL, Composed, Identifier

_OURS, _KEPT = "public", "as_before"
"""The schema of the tables, and that of their copies; a copied file has it in its name."""

_MIGRATIONS = "django_migrations"
"""It tells which tables there are, and so it goes with them."""


def keep() -> None:
    """Remember what the tables hold now."""
    if connection.vendor == "sqlite":
        _file().unlink(missing_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(_file())])
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(_KEPT)))
        cursor.execute(SQL("CREATE SCHEMA {}").format(Identifier(_KEPT)))
        for table in _with_rows(cursor, _OURS):
            copied = SQL("CREATE TABLE {} AS TABLE {}")
            cursor.execute(copied.format(Identifier(_KEPT, table), Identifier(_OURS, table)))


def restore() -> None:
    """Put it back. Numbers that were given to rows are not given again."""
    if connection.vendor == "sqlite":
        connection.close()  # what it has prepared is of the tables that are written over
        with closing(sqlite3.connect(_file())) as kept, closing(_opened()) as ours:
            kept.backup(ours)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # Tables come and go in any order: what points to what is looked at by nobody meanwhile.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _with_rows(cursor, _OURS):
            cursor.execute(SQL("DELETE FROM {}").format(Identifier(_OURS, table)))
        for table in _with_rows(cursor, _KEPT):
            columns = _columns(cursor, table)
            inserted = SQL("INSERT INTO {} ({}) SELECT {} FROM {}")
            cursor.execute(
                inserted.format(
                    *(Identifier(_OURS, table), columns, columns, Identifier(_KEPT, table))
                )
            )


def _with_rows(cursor: CursorWrapper, schema: str) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
    tables = [row[0] for row in cursor.fetchall() if row[0] != _MIGRATIONS]
    each = SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
    asked = (each.format(table, Identifier(schema, table)) for table in tables)
    cursor.execute(SQL(" UNION ALL ").join(asked))
    return [row[0] for row in cursor.fetchall()]


def _columns(cursor: CursorWrapper, table: str) -> Composed:
    """Those that are written: the database works the others out."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = %s AND table_name = %s AND is_generated = 'NEVER'",
        [_OURS, table],
    )
    return SQL(", ").join(Identifier(row[0]) for row in cursor.fetchall())


def _opened() -> sqlite3.Connection:
    return sqlite3.connect(connection.settings_dict["NAME"])


def _file() -> Path:
    return Path(f"{connection.settings_dict['NAME']}.{_KEPT}")
