"""What is the machine's fault, and what is the program's."""

import sqlite3
from pathlib import Path

import pytest
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    OperationalError,
    connection,
    connections,
    transaction,
)

from portal.home.outages import is_outage


def test_a_full_disk_is_an_outage() -> None:
    with pytest.raises(OSError, match="No space left") as full, open("/dev/full", "wb") as file:
        file.write(b"x" * 100_000)
    assert is_outage(full.value)


def test_a_file_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(FileNotFoundError) as missing:
        Path("/no/such/file").read_bytes()
    assert not is_outage(missing.value)


def test_a_damaged_database_is_an_outage(tmp_path: Path) -> None:
    (tmp_path / "db").write_bytes(b"no database at all" * 1_000)
    damaged = connections.create_connection("default")
    damaged.settings_dict = damaged.settings_dict | {"NAME": str(tmp_path / "db")}
    if damaged.vendor != "sqlite":
        pytest.skip("The server's files are not ours")
    raw = sqlite3.connect(tmp_path / "db")
    with pytest.raises(DatabaseError) as error, damaged.wrap_database_errors:
        raw.execute("SELECT * FROM sqlite_master")
    raw.close()
    assert is_outage(error.value)


def test_what_broke_because_of_an_outage_is_one() -> None:
    broken = RuntimeError("no page")
    assert not is_outage(broken)
    broken.__cause__ = OperationalError("the server closed the connection")
    assert is_outage(broken)


@pytest.mark.parametrize("kind", [IntegrityError, DataError, KeyError, ValueError])
def test_what_the_program_does_wrong_is_none(kind: type[Exception]) -> None:
    assert not is_outage(kind("wrong"))
    assert not is_outage(None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["SELECT * FROM no_such_table", f"SELECT {'(' * 20_000}1{')' * 20_000}"]
)
def test_a_statement_that_no_database_takes_is_a_fault(statement: str) -> None:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        connection.cursor().execute(statement)
    assert not is_outage(error.value)
