"""What an operator's machines are told."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from portal.jobs import registry, schedule
from portal.jobs.models import JobState, Lead
from portal.operations import health
from search.index import examining
from search.semantic.models import Unembedded
from tests.outages import failing_after, nowhere

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_young_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "migrated", health._Migrated())


def _all_at_work() -> None:
    now = timezone.now()
    Lead.objects.create(name=schedule.LEAD, holder="a", until=now + schedule.LEAD_LASTS)
    for job in registry.all_jobs():
        JobState.objects.create(name=job.name, woken_at=now, finished_at=now)


def test_the_process_is_alive_and_ready(client: Client) -> None:
    _all_at_work()
    assert client.get("/livez").content == b"ok\n"
    ready = client.get("/readyz")
    assert (ready.status_code, ready.content) == (200, b"ok\n")
    assert ready["Cache-Control"] == "no-store"


def test_texts_that_wait_long_for_their_vectors_are_a_warning(
    client: Client, settings: Any
) -> None:
    _all_at_work()
    long_ago = timezone.now() - examining.VECTORS_MAY_WAIT * 2
    for code, due_at in (("el", long_ago), ("ar", timezone.now())):
        Unembedded.objects.create(source="kb", key="cold-room", locale=code, due_at=due_at)
    assert client.get("/readyz").content == b"ok\n"
    settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": "http://127.0.0.1:8090/v1"}
    ready = client.get("/readyz")
    words = b"ok\nwarning: 1 texts lack vectors (el 1) and have waited for ten minutes\n"
    assert (ready.status_code, ready.content) == (200, words)


def test_without_its_database_the_portal_is_alive_but_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    assert client.get("/livez").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.content) == (503, b"database unavailable\n")


def test_a_database_that_may_only_be_read_is_not_ready(client: Client) -> None:
    client.get("/readyz")
    with failing_after(0):
        ready = client.get("/readyz")
    words = b"database takes no rows: read-only, full or locked\n"
    assert (ready.status_code, ready.content) == (503, words)


def test_a_database_that_refuses_every_connection_is_not_there(client: Client) -> None:
    with nowhere():
        assert client.get("/livez").status_code == 200
        ready = client.get("/readyz")
    assert (ready.status_code, ready.content) == (503, b"database unavailable\n")


@pytest.mark.parametrize("folder", ["/dev/null", "/proc/no/such/folder"])
def test_where_no_file_can_be_written_the_portal_is_not_ready(
    client: Client, settings: Any, folder: str
) -> None:
    settings.MEDIA_ROOT = folder
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert ready.content.startswith(b"files cannot be written: ")


def test_a_portal_whose_migrations_wait_is_not_ready(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="home").delete()
    ready = client.get("/readyz")
    assert (ready.status_code, ready.content) == (503, b"migrations not applied\n")


def test_a_portal_without_the_cache_table_is_not_ready(client: Client, settings: Any) -> None:
    table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "not_there"}
    settings.CACHES = settings.CACHES | {"another": table}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.content) == (503, b"cache table missing\n")


def test_workers_that_nobody_sees_are_a_warning_only(client: Client) -> None:
    _all_at_work()
    long_ago = timezone.now() - timedelta(hours=2)
    JobState.objects.filter(name="search.index").update(finished_at=long_ago)
    assert client.get("/readyz").content == b"ok\n"
    fast = [job.name for job in registry.all_jobs() if job.queue == "fast"]
    JobState.objects.filter(name__in=fast).update(finished_at=long_ago)
    ready = client.get("/readyz")
    assert ready.status_code == 200
    seen = b"the fast queue (run_worker --queue fast) has not been seen for 120 minutes"
    assert ready.content == b"ok\nwarning: " + seen + b"\n"


def test_a_process_that_has_seen_all_migrations_looks_no_more(
    client: Client, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    client.get("/readyz")
    with django_assert_num_queries(4):
        assert client.get("/readyz").status_code == 200
