"""What the tests of background work share: a ledger to work on, and rows that are committed."""

import signal
from collections.abc import Iterator

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from portal.jobs.models import JobState, Lead
from tests.portal.jobs.ledger import Booking, Entry
from tests.portal.jobs.processes import Start, starter, stop


def _empty() -> None:
    for model in (Booking, Entry, DBTaskResult, JobState, Lead):
        model._default_manager.all().delete()


@pytest.fixture(scope="package", autouse=True)
def ledger_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tables of the ledger, which belong to no application and so to no migration."""

    def drop() -> None:
        left = connection.introspection.table_names()
        with connection.schema_editor() as editor:
            for model in (Booking, Entry):
                if model._meta.db_table in left:
                    editor.delete_model(model)

    with django_db_blocker.unblock():
        drop()
        with connection.schema_editor() as editor:
            editor.create_model(Entry)
            editor.create_model(Booking)
        _empty()  # A run that was killed may have left some.
    yield
    with django_db_blocker.unblock():
        drop()


@pytest.fixture
def committed(ledger_tables: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The real database without a transaction around the test; its rows are deleted afterwards.

    Unlike `transactional_db` this empties only the tables of this room, so that what the
    migrations put into others is still there for the next test.
    """
    with django_db_blocker.unblock():
        yield
        _empty()


@pytest.fixture(scope="package")
def start_for_good(ledger_tables: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Start]:
    with django_db_blocker.unblock(), starter() as start:
        yield start


@pytest.fixture
def start(start_for_good: Start, committed: None) -> Iterator[Start]:
    """What starts a management command in a process of its own, ended with the test."""
    started: list[int] = []

    def start(command: str) -> int:
        started.append(start_for_good(command))
        return started[-1]

    yield start
    for process in started:
        stop(process, signal.SIGKILL)
