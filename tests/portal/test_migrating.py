"""Large tables are changed while everybody reads and writes them."""

from collections.abc import Iterator
from itertools import dropwhile

import pytest
from django.db import connection
from django.db.migrations import AddConstraint, AddIndex, Migration, RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from portal.migrating import AddCheckBesideWriters, AddIndexBesideWriters

# One of wagtail-localize asks the database while it is loaded.
pytestmark = pytest.mark.django_db
BESIDE = (AddCheckBesideWriters, AddIndexBesideWriters)
ROOMS = {"community", "kb", "portal", "search"}
# It writes no row that another table refers to, and has been run.
RELEASED = {("mail", "0003_most_urgent_first")}


def beside() -> list[Migration]:
    loader = MigrationLoader(None)
    return [
        one
        for one in loader.disk_migrations.values()
        if any(isinstance(step, BESIDE) for step in one.operations)
    ]


def test_no_transaction_writes_rows_and_then_builds_an_index_on_them() -> None:
    """PostgreSQL refuses that while a row that was written has still to be checked."""
    mixed = {
        (one.app_label, one.name)
        for one in MigrationLoader(None).disk_migrations.values()
        if type(one).__module__.partition(".")[0] in ROOMS and one.atomic
        if any(isinstance(step, AddIndex | AddConstraint) for step in _after_writing(one))
    }
    assert mixed == RELEASED


def _after_writing(one: Migration) -> Iterator[Operation]:
    return dropwhile(lambda step: not isinstance(step, RunPython | RunSQL), one.operations)


def test_such_changes_stand_alone_and_hold_no_transaction_open() -> None:
    found = beside()
    assert {one.app_label for one in found} == {"community", "journal"}
    for one in found:
        assert not one.atomic
        assert all(isinstance(step, BESIDE) for step in one.operations)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own way")
def test_indexes_are_built_concurrently_and_checks_validated_afterwards() -> None:
    loader = MigrationLoader(connection, replace_migrations=False)
    for one in beside():
        said = loader.collect_sql([(one, False)])
        for line in said:
            if line.startswith("CREATE INDEX"):
                assert "CONCURRENTLY" in line
            if "ADD CONSTRAINT" in line:
                assert "NOT VALID" in line
                assert any("VALIDATE CONSTRAINT" in other for other in said)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own way")
def test_nothing_half_made_is_left() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE NOT convalidated")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM pg_index WHERE NOT indisvalid")
        assert cursor.fetchone() == (0,)
