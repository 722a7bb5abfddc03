"""What results may be narrowed to: only what there is for the reader, by its name.

Search knows no topics or products. A room that does registers who can list them:

    facets.register(HelpFacets())

What was listed is kept until anything public changes, so a search page asks for it rarely, and
never offers what has been hidden.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.caching import generation

Facet = Literal["topic", "product", "market"]
FACETS: tuple[Facet, ...] = get_args(Facet)

type Reader = User | AnonymousUser
type Offered = Mapping[Facet, Mapping[str, str]]
"""For each facet, the names of what can be chosen, by the value that stands for it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to narrow to: the value that documents carry, and its name for the reader."""

    facet: Facet
    value: str
    name: str


class FacetSource(Protocol):
    """A room's promise to say what its documents can be narrowed to."""

    def choices(self, reader: Reader, locale: str) -> Iterable[Choice]:
        """What there is for this reader in this language or its fallbacks, in any order."""


_SOURCES: list[FacetSource] = []
_MOST_KEPT = 200


class _Kept:
    """What was listed under the present generation."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stamp = ""
        self.offered: dict[tuple[str, Sequence[str]], Offered] = {}


_kept = _Kept()


def register(source: FacetSource) -> None:
    """Make a room's list known."""
    _SOURCES.append(source)


def offered(reader: Reader, audience: Sequence[str], locale: str) -> Offered:
    """What this reader, who belongs to these audiences, can narrow results to."""
    stamp, key = generation.current(), (locale, tuple(audience))
    if stamp == _kept.stamp and (known := _kept.offered.get(key)):
        return known
    listed = _listed(reader, locale)
    with _kept.lock:
        if stamp != _kept.stamp or len(_kept.offered) >= _MOST_KEPT:
            _kept.stamp, _kept.offered = stamp, {}
        _kept.offered[key] = listed
    return listed


def forget() -> None:
    """List anew at the next search."""
    with _kept.lock:
        _kept.stamp, _kept.offered = "", {}


def _listed(reader: Reader, locale: str) -> Offered:
    listed: dict[Facet, dict[str, str]] = {facet: {} for facet in FACETS}
    found = (choice for source in _SOURCES for choice in source.choices(reader, locale))
    for choice in sorted(found, key=lambda one: (one.name.casefold(), one.value)):
        listed[choice.facet].setdefault(choice.value, choice.name)
    return listed
