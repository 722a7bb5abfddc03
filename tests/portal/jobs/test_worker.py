"""Slow outside work holds up nothing that must be fast."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page

from portal.jobs import registry, tasks
from portal.jobs.registry import Job
from portal.jobs.worker import SERVES, PortalWorker, Workers
from portal.mail.models import OutboundMail
from search import engines
from search.index import changes
from tests.factories.mail import mailers_for, queued, silent_server
from tests.factories.search import ListSource, make_document, only
from tests.portal.jobs.processes import until

LONG = 600  # seconds: longer than any test lasts
MAILS = 100


@contextmanager
def working(*names: str) -> Iterator[None]:
    """A process's workers, in threads of this one."""
    workers = Workers(names or SERVES, 0.02)
    running = threading.Thread(target=workers.run)
    running.start()
    try:
        yield
    finally:
        workers.stop()
        running.join()


@pytest.fixture
def source() -> Iterator[ListSource]:
    one = ListSource()
    with contextmanager(only)(one):
        yield one


def overdue_page() -> Page:
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    over = timezone.now() - timedelta(hours=1)
    return root.add_child(instance=Page(title="Over", slug="over", expire_at=over))


def is_indexed() -> bool:
    written = dict(engines.engine_of_this_host().checksums())
    return any(uid.startswith("test:battery") for uid in written)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("names", [("fast",), ()])
def test_a_silent_mail_server_stops_neither_the_index_nor_scheduled_publishing(
    names: tuple[str, ...], source: ListSource, settings: Any
) -> None:
    for number in range(MAILS):
        queued(to=f"reader{number}@example.com")
    source.put(make_document("battery"))
    page = overdue_page()
    with silent_server() as server:
        settings.MAILERS = mailers_for(server.port, timeout=LONG)
        with working(*names), closing(server):
            until(lambda: server.calls == 1)
            changes.record_change("test", "battery")
            tasks.wake("jobs.publish_scheduled")
            until(is_indexed)
            until(lambda: not Page.objects.get(pk=page.pk).live)
            # All of this while the first mail waits for its answer.
            assert server.calls == 1
            assert OutboundMail.objects.filter(attempts=1, leased_until__isnull=False).count() == 1
            assert OutboundMail.objects.filter(attempts=0).count() == MAILS - 1


@pytest.mark.django_db(transaction=True)
def test_no_job_that_must_be_fast_calls_another_machine(source: ListSource, settings: Any) -> None:
    queued()
    source.put(make_document("battery"))
    changes.record_change("test", "battery")
    overdue_page()
    with silent_server() as server:
        address = f"http://127.0.0.1:{server.port}"
        settings.MAILERS = mailers_for(server.port, timeout=LONG)
        settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"url": address}
        settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": address}
        done = sum(job.run() for job in registry.all_jobs() if job.queue == "fast")
        assert done >= 2
        assert server.calls == 0
        # The server is there for those who call.
        settings.MAILERS = mailers_for(server.port, timeout=0.1)
        registry.get("mail.deliver").run()
        assert server.calls == 1


def test_every_queue_is_served_by_a_process_of_its_own_name_or_a_thread() -> None:
    served = {queue for groups in SERVES.values() for group in groups for queue in group}
    assert served == set(registry.Queue.__args__) | {"default"}
    for groups in SERVES.values():
        assert not [group for group in groups if "fast" in group and len(group) > 1]


def test_an_error_of_one_worker_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(worker: PortalWorker) -> bool:
        if worker.queue_names == ["mail"]:
            raise LookupError("broken")
        return False

    monkeypatch.setattr(PortalWorker, "_something_waits", fails)
    with pytest.raises(LookupError, match="broken"):
        Workers(SERVES, 0.01).run()


def test_a_wake_up_left_in_a_former_queue_is_passed_on(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_JOBS", {})
    runs: list[int] = []
    registry.add(Job("tests.moved", lambda: len(runs), "fast", timedelta(days=1)))
    tasks.enqueue(registry.get("tests.moved"))
    monkeypatch.setattr(registry, "_JOBS", {})
    registry.add(Job("tests.moved", lambda: runs.append(1) or 1, "mail", timedelta(days=1)))

    Worker.run(PortalWorker(["fast"], 0))
    assert not runs
    assert DBTaskResult.objects.get(status="READY").queue_name == "mail"

    Worker.run(PortalWorker(["mail"], 0))
    assert runs == [1]
