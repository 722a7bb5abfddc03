"""Moments at which public pages change by themselves, as when an announcement begins or ends.

A room that shows something from a moment on, or up to one, makes its moments known in
`AppConfig.ready()`. They are part of what a page is kept under, so no process shows one from
before a moment after it, whether or not a worker runs; and no network in front is told to keep a
page past the next one. Looking costs no query: rooms keep their moments in the process.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

type Look = Callable[[], Iterable[datetime]]
"""The moments of a room, in any order."""

_ROOMS: dict[str, Look] = {}
_SECOND = timedelta(seconds=1)


def register(room: str, look: Look) -> None:
    """Make known how to ask a room for its moments."""
    _ROOMS[room] = look


def period(at: datetime) -> str:
    """A name for the time between the moment before and the next one; "" before the first."""
    return max((moment.isoformat() for moment in _moments() if moment <= at), default="")


def seconds_left(at: datetime, *, at_most: int) -> int:
    """For so many whole seconds nothing changes by itself."""
    coming = (moment - at for moment in _moments() if moment > at)
    return min((at_most, *(left // _SECOND for left in coming)))


def _moments() -> Iterator[datetime]:
    for look in _ROOMS.values():
        yield from look()
