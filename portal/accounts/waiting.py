"""What somebody wrote before signing in, and that waits for it: the sign-in pages say so.

A room that keeps such texts registers in `AppConfig.ready()` how to ask it.
"""

from collections.abc import Callable, Mapping
from typing import Any

type Waits = Callable[[Mapping[str, Any]], bool]
"""Whether a room keeps something for the holder of a session."""

_ROOMS: dict[str, Waits] = {}


def register(name: str, waits: Waits) -> None:
    """Make known how to ask a room."""
    _ROOMS[name] = waits


def for_holder_of(session: Mapping[str, Any]) -> bool:
    """Whether anything waits for whoever has this session to sign in."""
    return any(waits(session) for waits in _ROOMS.values())
