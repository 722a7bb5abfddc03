"""The database as a file, and back: PostgreSQL by its own programs, SQLite by its online backup.

Both are taken while others write, and hold what was committed at one moment.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]

from portal.operations.backup.left_out import tables_left_out

Rows = dict[str, int]


class Database(Protocol):
    """What a kind of database can do with a backup's file; raises CommandError when it cannot."""

    file: str

    def bytes(self) -> int:
        """How large it is."""

    def dump(self, path: Path) -> Rows:
        """Write it to a new file; returns the rows that are in the file, by table."""

    def check(self, path: Path) -> None:
        """Read the file to its end."""

    def clear(self) -> None:
        """Drop all there is."""

    def load(self, path: Path) -> None:
        """Fill the empty database from the file."""


class Postgresql:
    """By pg_dump and pg_restore, whose major version must not be older than the server's."""

    file = "database.dump"

    def bytes(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])

    def dump(self, path: Path) -> Rows:
        # The rows are counted in the very moment that pg_dump sees.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            [snapshot] = cursor.fetchone()
            without = (f"--exclude-table-data={table}" for table in tables_left_out())
            _run(
                "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={path}", *without
            )
            return counted()

    def check(self, path: Path) -> None:
        _run("pg_restore", "--file=/dev/null", str(path), connected=False)

    def clear(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                drop = f"DROP TABLE IF EXISTS {_quoted(table)} CASCADE"
                cursor.execute(drop)

    def load(self, path: Path) -> None:
        _run("pg_restore", "--single-transaction", "--exit-on-error", str(path))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Sqlite:
    """By the library's own backup."""

    file = "database.sqlite3"

    def bytes(self) -> int:
        return _sqlite_path().stat().st_size

    def dump(self, path: Path) -> Rows:
        with closing(sqlite3.connect(_sqlite_path())) as source, closing(_plain(path)) as copy:
            source.backup(copy)
            # One file, and what was deleted stands in no page of it any more.
            copy.execute("PRAGMA journal_mode=DELETE")
            for table in tables_left_out():
                empty = f"DELETE FROM {_quoted(table)}"  # noqa: S608
                copy.execute(empty)
            copy.execute("VACUUM")
            tables = [table for table in _tables() if table not in tables_left_out()]
            return {table: _count(copy.execute, table) for table in tables}

    def check(self, path: Path) -> None:
        with closing(_plain(path)) as copy:
            [told] = copy.execute("PRAGMA integrity_check").fetchone()
        if told != "ok":
            raise CommandError(f"The copy of the database is broken: {told}")

    def clear(self) -> None:
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{_sqlite_path()}{suffix}").unlink(missing_ok=True)

    def load(self, path: Path) -> None:
        self.clear()
        draft = _sqlite_path().with_suffix(".restored")
        shutil.copyfile(path, draft)
        draft.replace(_sqlite_path())


DATABASES: dict[str, Database] = {"postgresql": Postgresql(), "sqlite": Sqlite()}


def database() -> Database:
    """The one of the settings."""
    return DATABASES[connection.vendor]


def is_empty() -> bool:
    """Whether it has no table at all."""
    return not _tables()


def counted() -> Rows:
    """The rows of each table that a backup has rows of."""
    left_out = tables_left_out()
    with connection.cursor() as cursor:

        def ask(sql: str) -> Any:
            cursor.execute(sql)
            return cursor

        return {table: _count(ask, table) for table in _tables() if table not in left_out}


def _tables() -> Iterable[str]:
    return sorted(connection.introspection.table_names())


def _count(ask: Any, table: str) -> int:
    return int(ask(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0])  # noqa: S608


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _sqlite_path() -> Path:
    return Path(connection.settings_dict["NAME"])


def _plain(path: Path) -> sqlite3.Connection:
    """A connection without transactions of its own: VACUUM wants none.

    It knows Django's functions, since constraints may ask them. Else it has nothing of the site's:
    a file that is only looked at is not to change.
    """
    plain = sqlite3.connect(path, isolation_level=None)
    register(plain)
    return plain


def _run(program: str, *arguments: str, connected: bool = True) -> None:
    """Run a program of PostgreSQL's, with the settings' database; its password is in no list."""
    found = shutil.which(program)
    if found is None:
        raise CommandError(f"{program} is missing (Debian: postgresql-client).")
    facts = connection.settings_dict
    [_psql, *whose], secret = DatabaseClient.settings_to_cmd_args_env(facts, [])
    where = [*whose[:-1], f"--dbname={whose[-1]}"] if connected else []
    plain = ("--no-owner", "--no-privileges", "--no-password") if connected else ()
    ended = subprocess.run(  # noqa: S603
        [found, *where, *plain, *arguments],
        env=os.environ | (secret or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise CommandError(f"{program} failed: {ended.stderr.strip()}")
