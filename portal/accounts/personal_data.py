"""Everything about a person, in all rooms: handed out on request, and erased.

A room that keeps something about people registers in `AppConfig.ready()`:

    personal_data.register("community", export=export, erase=erase)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.accounts.models import User

Export = Callable[[User], Any]
Erase = Callable[[User], None]


@dataclass(frozen=True, slots=True)
class Keeper:
    """A room that keeps something about people."""

    name: str
    export: Export
    erase: Erase


_KEEPERS: dict[str, Keeper] = {}


def register(name: str, export: Export, erase: Erase) -> None:
    """Make a room's personal data known; JSON-ready data from `export`."""
    _KEEPERS[name] = Keeper(name, export, erase)


def export(user: User) -> dict[str, Any]:
    """Everything we keep about a member, by room."""
    return {name: _KEEPERS[name].export(user) for name in sorted(_KEEPERS)}


@transaction.atomic
def erase(user: User) -> None:
    """Erase a member: every room's part first, then the account itself."""
    for name in sorted(_KEEPERS):
        _KEEPERS[name].erase(user)
    user.delete()
