"""What the tests of background work share: a ledger to work on, and rows that are committed."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from portal.jobs.models import JobState, Lead
from tests.portal.jobs.ledger import Booking, Entry


@pytest.fixture(scope="package")
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
        for model in (Booking, Entry, DBTaskResult, JobState, Lead):
            model._default_manager.all().delete()
