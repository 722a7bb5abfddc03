"""From the log to the index."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from search import engines
from search.documents import Document
from search.engines.tantivy.engine import Embedded
from search.index import catching_up, changes, log
from search.index.models import Change, EngineCopy, FailedChange
from search.index.rebuilding import rebuild, reconcile
from search.service import search
from tests.factories.search import ListSource, make_document

type Index = Callable[..., None]


def found(query: str = "battery", locale: str = "en") -> set[str]:
    return {hit.id for hit in search(query=query, locale=locale).results}


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_in_the_log() -> None:
    with transaction.atomic():
        changes.record_change("test", "one")
        transaction.set_rollback(True)
    assert not Change.objects.exists()


@pytest.mark.django_db
def test_numbers_grow_in_the_order_of_becoming_visible() -> None:
    log.append("test", ["early", "late"])
    early, late = Change.objects.order_by("id")
    Change.objects.filter(pk=early.pk).delete()  # as if its transaction were not committed yet
    first = log.number_rows()
    early.save(force_insert=True)
    second = log.number_rows()
    late.refresh_from_db()
    early.refresh_from_db()
    assert late.number == first
    assert early.number == second
    assert second > first
    assert log.number_rows() == second


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_committed_late_is_not_passed() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            log.append("test", ["slow"])
            begun.set()
            go_on.wait(10)
        connections.close_all()

    thread = threading.Thread(target=slowly)
    thread.start()
    begun.wait(10)
    log.append("test", ["quick"])
    cursor = log.number_rows()
    go_on.set()
    thread.join()
    log.number_rows()
    assert list(Change.objects.filter(number__gt=cursor).values_list("key", flat=True)) == ["slow"]


def test_a_change_is_searchable_once_the_job_has_run(index: Index) -> None:
    index(make_document(title="Battery"))
    assert found() == {"one"}


def test_what_is_no_longer_eligible_is_no_longer_found(index: Index, source: ListSource) -> None:
    index(make_document(title="Battery"), make_document("two", title="Battery"))
    source.remove("one")
    changes.record_change("test", "one")
    catching_up.catch_up(engines.engine())
    assert found() == {"two"}


def test_a_new_copy_is_filled_from_the_sources(
    index: Index, tmp_path: Path, settings: object
) -> None:
    index(make_document(title="Battery"))
    Change.objects.all().delete()
    settings.EMBEDDED_INDEX_DIR = tmp_path / "second-host"  # type: ignore[attr-defined]
    assert found() == set()
    catching_up.catch_up(engines.engine())
    assert found() == {"one"}


def test_two_hosts_follow_the_same_log(index: Index, source: ListSource, tmp_path: Path) -> None:
    hosts = [Embedded(tmp_path / "a"), Embedded(tmp_path / "b")]
    for host in hosts:
        catching_up.catch_up(host)
    source.put(make_document(title="Battery"))
    changes.record_change("test", "one")
    catching_up.catch_up(hosts[0])
    assert len(list(hosts[0].checksums())) == 1
    assert not list(hosts[1].checksums())
    catching_up.catch_up(hosts[1])
    assert list(hosts[1].checksums()) == list(hosts[0].checksums())
    assert EngineCopy.objects.count() == 2


def test_one_broken_document_does_not_hold_up_the_others(index: Index, source: ListSource) -> None:
    source.broken.add("bad")
    index(make_document("bad", title="Battery"), make_document("good", title="Battery"))
    assert found() == {"good"}
    failure = FailedChange.objects.get()
    assert (failure.key, failure.attempts) == ("bad", 1)
    source.broken.clear()
    catching_up.catch_up(engines.engine(), at=timezone.now() + timedelta(minutes=1))
    assert found() == {"good", "bad"}
    assert not FailedChange.objects.exists()


def test_a_text_that_never_works_is_tried_each_hour_at_least(index: Index) -> None:
    index(make_document(title="Battery"))
    failure = EngineCopy.objects.get().failures.create(source="test", key="bad")
    now = timezone.now()
    waits = []
    for _try in range(20):
        failure.put_off(ValueError("\0"), now)
        waits.append(failure.due_at - now)
    assert waits[0] < timedelta(seconds=10) < waits[-1]
    assert max(waits) <= timedelta(hours=1)
    failure.refresh_from_db()
    assert (failure.attempts, failure.last_error) == (20, "ValueError: ")


def test_another_writer_is_left_alone_and_waited_for(index: Index, source: ListSource) -> None:
    index(make_document(title="Battery"))
    engine = engines.engine()
    changes.record_change("test", "one")
    with engine.writing():
        assert catching_up.catch_up(engine) == 0
        assert not catching_up.catch_up_or_wait(engine, timeout=0.2)
    assert catching_up.catch_up_or_wait(engine)


def test_a_rebuild_loses_no_write_that_happens_meanwhile(index: Index, source: ListSource) -> None:
    index(make_document(title="Battery"), make_document("two", title="Battery"))
    engine = engines.engine()
    seen = []

    def meanwhile(done: int, total: int) -> None:
        source.put(make_document("three", title="Battery"))
        source.remove("two")
        changes.record_change("test", "two", "three")
        catching_up.catch_up(engine)
        seen.append(found())

    before = engine.copy()
    rebuild(engine, meanwhile)
    assert seen == [{"one", "three"}]
    assert engine.copy() != before
    assert found() == {"one", "three"}
    assert EngineCopy.objects.get().name == engine.copy()


def test_a_failed_rebuild_leaves_the_copy_in_use(index: Index) -> None:
    index(make_document(title="Battery"))

    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(engines.engine(), fail)
    assert found() == {"one"}
    assert EngineCopy.objects.count() == 1


def test_reconciling_finds_and_repairs_what_was_lost(index: Index, source: ListSource) -> None:
    index(*(make_document(f"d{number}", title="Battery") for number in range(4)))
    source.put(make_document("d0", title="Battery, changed"))
    source.remove("d1")
    source.put(make_document("new", title="Battery"))
    engine = engines.engine()
    difference = reconcile(engine, repair=False)
    assert difference.missing == ("test:new",)
    assert difference.needless == ("test:d1",)
    assert difference.different == ("test:d0",)
    reconcile(engine)
    assert not len(reconcile(engine))
    assert found() == {"d0", "d2", "d3", "new"}


def test_the_log_is_pruned_when_every_copy_has_passed_and_it_is_old(
    index: Index, source: ListSource, tmp_path: Path
) -> None:
    slow = Embedded(tmp_path / "slow")
    catching_up.catch_up(slow)
    index(make_document(title="Battery"))
    later = timezone.now() + catching_up.KEEP_LOG + timedelta(hours=1)
    assert catching_up.prune() == 0
    assert catching_up.prune(later) == 0  # the slow copy has not passed
    catching_up.catch_up(slow)
    assert catching_up.prune(later) == 1


def test_a_copy_that_stayed_away_too_long_is_filled_anew(index: Index, source: ListSource) -> None:
    index(make_document(title="Battery"))
    catching_up.prune(timezone.now() + catching_up.FORGET_COPY + timedelta(days=1))
    assert not EngineCopy.objects.exists()
    source.put(make_document("two", title="Battery"))
    catching_up.catch_up(engines.engine())
    assert found() == {"one", "two"}


def test_what_an_unknown_copy_holds_and_no_source_has_is_taken_out(
    index: Index, source: ListSource
) -> None:
    index(make_document(title="Battery"), make_document("two", title="Battery"))
    # Of another database: this one knows neither the copy nor that text.
    EngineCopy.objects.all().delete()
    Change.objects.all().delete()
    source.remove("two")
    catching_up.catch_up(engines.engine())
    assert found() == {"one"}


def test_documents_are_typed_as_the_contract_says() -> None:
    document: Document = make_document()
    assert document.uid == "test:one:en"
