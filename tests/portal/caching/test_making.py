"""Of those who ask for the same page at once, one makes it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from portal.caching import making
from portal.caching.making import first_alone

OTHERS = 5
PATIENCE = 60


class Shop:
    """Where a page is kept, and how often it was made."""

    def __init__(self, *, keeps: bool = True, fails: bool = False) -> None:
        self.made = 0
        self._keeps, self._fails, self._kept = keeps, fails, False
        self.begun, self.go_on, self.come = (
            threading.Event(),
            threading.Event(),
            threading.Barrier(OTHERS + 1),
        )

    def first(self) -> None:
        with first_alone("/el/"):
            self.made += 1
            self.begun.set()
            assert self.go_on.wait(PATIENCE)
            if self._fails:
                raise ValueError
            self._kept = self._keeps

    def other(self) -> None:
        self.come.wait(PATIENCE)
        with first_alone("/el/"):
            if not self._kept:
                self.made += 1


@contextmanager
def asked_at_once(shop: Shop) -> Iterator[None]:
    """One makes the page, others come meanwhile; the first goes on when the block has ended."""
    with ThreadPoolExecutor(OTHERS + 1) as pool:
        first = pool.submit(shop.first)
        assert shop.begun.wait(PATIENCE)
        others = [pool.submit(shop.other) for _number in range(OTHERS)]
        shop.come.wait(PATIENCE)
        yield
        shop.go_on.set()
        with suppress(ValueError):
            first.result(PATIENCE)
        for other in others:
            other.result(PATIENCE)


def test_the_others_have_what_the_first_made() -> None:
    shop = Shop()
    with asked_at_once(shop):
        pass
    assert shop.made == 1


@pytest.mark.parametrize("shop", [Shop(keeps=False), Shop(fails=True)], ids=["unkept", "failed"])
def test_what_was_not_kept_each_makes(shop: Shop) -> None:
    with asked_at_once(shop):
        pass
    assert shop.made == 1 + OTHERS


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PATIENCE", 0.01)
    shop = Shop()
    with asked_at_once(shop):
        while shop.made < 1 + OTHERS:
            assert not shop.go_on.wait(0.01)
    assert shop.made == 1 + OTHERS


def test_another_page_waits_for_nobody() -> None:
    with first_alone("/el/"), first_alone("/ar/"):
        pass
