"""What an installation needs before it serves in earnest; each room registers its own needs here.

`check --deploy` and `doctor` ask for all of them, /readyz for some, and `deploy` fills them. What
they say is in English only: it is for administrators on a terminal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.db import DatabaseError

Look = Callable[[], Iterable[str]]

DEPLOY = "Run `manage.py deploy`."


@dataclass(frozen=True, slots=True)
class Need:
    """Something an installation needs; `look` names, in plain words, what of it is missing."""

    id: str
    look: Look
    hint: str

    def missing(self) -> list[str]:
        """What is missing now; nothing when all is there."""
        try:
            return list(self.look())
        except DatabaseError as error:
            subject = str(self.look.__doc__).rstrip(".")
            return [f"{subject}: the database cannot tell ({type(error).__name__})."]


_NEEDS: dict[str, Need] = {}


def need(id: str, *, hint: str = DEPLOY) -> Callable[[Look], Need]:
    """Register the decorated function as a need and as a check of `check --deploy`.

    Its docstring says in a few words what is looked at. Raises ValueError when the id is taken.
    """

    def decorate(look: Look) -> Need:
        if id in _NEEDS:
            raise ValueError(f"Two needs are called {id}")
        made = _NEEDS[id] = Need(id, look, hint)

        def check(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
            return [checks.Error(words, hint=hint, id=id) for words in made.missing()]

        checks.register(check, "portal", deploy=True)
        return made

    return decorate


def all_needs() -> tuple[Need, ...]:
    """Every registered need, in the order of their ids."""
    return tuple(_NEEDS[id] for id in sorted(_NEEDS))
