"""A page that several ask for at once is made by the first of them; the others wait for it.

When something is published, all pages that show it are stale together, just while the index is
written: without this each of them is made as often as it is asked for until it is kept.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds after which one who waits makes the page, too: the first may hang."""

_lock = threading.Lock()
_made: dict[str, threading.Event] = {}


@contextmanager
def first_alone(key: str) -> Iterator[None]:
    """Enter it to make what is kept under a key, and look in it whether it has been made.

    The first goes on at once. Whoever comes meanwhile goes on when the first has left it, all of
    them together: what was not kept, they make each for themselves.
    """
    mine = threading.Event()
    with _lock:
        first = _made.setdefault(key, mine)
    if first is not mine:
        first.wait(PATIENCE)
        yield
        return
    try:
        yield
    finally:
        with _lock:
            del _made[key]
        mine.set()
