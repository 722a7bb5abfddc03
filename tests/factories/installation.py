"""An installation: settings that are right, and databases of its own to bring one up in."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from portal.settings.environment import Environment
from tests.portal.jobs.processes import database_url

RIGHT = {
    "SECRET_KEY": "Zk3v9QxT7mN2rB8wY5pLcD1sF6hJ4gUeAoKiVnRtXzMqWbCyHd",
    "DATABASE_URL": "postgres://portal@127.0.0.1/portal",
    "ALLOWED_HOSTS": "help.example.org",
    "BASE_URL": "https://help.example.org",
    "TRUSTED_PROXIES": "1",
    "LANGUAGES": "en,nb,da,sv,el,id,ar",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "FROM_EMAIL": "help@example.org",
    "SUPPORT_EMAIL": "support@example.org",
}


def environment(**changes: str) -> Environment:
    """What the environment of a right installation says, but for these changes."""
    values = {name.lower(): value for name, value in (RIGHT | changes).items()}
    return Environment(**values)  # type: ignore[arg-type]


def lend_words(var: Path) -> None:
    """Let a folder of an installation's have the words that this machine has packed.

    As on a host that was brought up before: packing takes a while, and has tests of its own.
    """
    var.mkdir(parents=True, exist_ok=True)
    if not (var / "words").exists():
        (var / "words").symlink_to(settings.WORDS_DIR)


def keep_as_made() -> None:
    """Keep the tests' database as it is, with all tables and nothing that a test has written."""
    if connection.vendor == "sqlite":
        kept = _as_made()
        Path(kept).unlink(missing_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [kept])
        return
    connection.close()  # nobody may be at work in a database that is copied
    with psycopg.connect(database_url(), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {_as_made()}")
        server.execute(f"CREATE DATABASE {_as_made()} TEMPLATE {connection.settings_dict['NAME']}")


def _as_made() -> str:
    name = connection.settings_dict["NAME"]
    return f"{name}.as-made" if connection.vendor == "sqlite" else f"{name}_as_made"


@contextmanager
def made_database(folder: Path) -> Iterator[str]:
    """The address of a database that `manage.py migrate` has made, in the tests' languages."""
    if connection.vendor == "sqlite":
        path = folder / "made.sqlite3"
        shutil.copyfile(_as_made(), path)
        yield f"sqlite:///{path}"
        return
    with _beside(f"TEMPLATE {_as_made()}") as url:
        yield url


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database without a table, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    with _beside("") as url:
        yield url


@contextmanager
def _beside(made_from: str) -> Iterator[str]:
    name = f"beside_{uuid.uuid4().hex}"
    beside = database_url()
    with psycopg.connect(beside, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} {made_from}")
    try:
        yield f"{beside.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(beside, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
