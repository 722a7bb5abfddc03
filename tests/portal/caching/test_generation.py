"""A change that is committed makes every page stale, in every process, within a second."""

import random
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from portal import rereading
from portal.caching import generation
from portal.caching.areas import Area
from portal.caching.generation import _unread, bump_generation, current
from portal.caching.models import Generation
from portal.caching.testing import forget_pages


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        forget_pages()
        yield
        Generation.objects.all().delete()
        forget_pages()


@pytest.mark.django_db
def test_a_change_is_known_at_once_to_the_process_that_makes_it() -> None:
    before = current()
    bump_generation()
    first = current()
    bump_generation()

    assert len({before, first, current()}) == 3
    assert Generation.objects.get().number >= 2


def test_a_change_that_is_rolled_back_leaves_no_stamp_behind(committed: None) -> None:
    bump_generation()
    before = current()
    stamps = []
    for _ in range(2):
        with transaction.atomic():
            bump_generation()
            stamps.append(current())
            transaction.set_rollback(True)
        generation.forget()

    assert current() == before
    assert len({before, *stamps}) == 3


def test_changes_at_once_are_all_counted(committed: None) -> None:
    def change(_number: int) -> None:
        try:
            with transaction.atomic():
                bump_generation()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(change, range(20)))

    assert Generation.objects.get().number == 20


def test_what_another_process_changes_is_known_within_a_second(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any moments of reading and changing: after a second no reader has the old stamp."""
    dice = random.Random(11)
    now = 0.0
    monkeypatch.setattr(rereading, "clock", lambda: now)
    processes = [_unread() for _ in range(3)]
    changed_at, stamp = -10.0, "none"

    for _step in range(300):
        now += dice.choice([0.01, 0.3, 0.7, 1.0])
        if dice.random() < 0.3:
            monkeypatch.setattr(generation, "_known", _unread())  # Some other process.
            bump_generation()
            changed_at = now
            stamp = Generation.objects.get().stamp.hex
        monkeypatch.setattr(generation, "_known", dice.choice(processes))
        seen = current()
        assert seen == stamp or now - changed_at < generation.REREAD_AFTER


def test_no_reader_keeps_an_old_page_for_longer_than_a_second(committed: None) -> None:
    """Threads that read and cache while another changes, on the real clock."""
    shelf: dict[str, int] = {}
    late: list[float] = []
    published: list[tuple[float, int]] = [(time.monotonic(), 0)]
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                asked_at = time.monotonic()
                stamp = current()
                number = shelf.get(stamp)
                if number is None:
                    row = Generation.objects.filter(pk=Area.SITE).first()
                    number = shelf[stamp] = row.number if row else 0
                due = max(n for at, n in list(published) if at <= asked_at - 1.05)
                if number < due:
                    late.append(asked_at)
                time.sleep(0.005)
        finally:
            connection.close()

    published[0] = (time.monotonic() - 10, 0)
    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(1, 6):
        with transaction.atomic():
            Generation.objects.update_or_create(pk=Area.SITE)
            Generation.objects.update(number=number, stamp=uuid.uuid4())
        published.append((time.monotonic(), number))
        time.sleep(0.4)
    time.sleep(1.2)
    stop.set()
    for thread in threads:
        thread.join()

    assert not late
    assert shelf[current()] == 5
