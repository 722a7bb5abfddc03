"""What waits for somebody who works here: the editors' start page lists it.

A room registers in `AppConfig.ready()` what it has, each a count that is cheap to read:

    to_dos.register("community", for_moderators)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class ToDo:
    """How much waits, in a sentence, and where it is done: a name and an address."""

    words: str
    name: str
    address: str


type Look = Callable[[Actor], Iterator[ToDo]]
"""What waits in a room for somebody, as far as they may do it; nothing where nothing does."""

_ROOMS: dict[str, Look] = {}


def register(room: str, look: Look) -> None:
    """Make known how to ask a room."""
    _ROOMS[room] = look


def of(actor: Actor) -> list[ToDo]:
    """All that waits for somebody."""
    return [to_do for look in _ROOMS.values() for to_do in look(actor)]
