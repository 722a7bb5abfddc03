"""What results may be narrowed to: only what there is for the reader, by its name.

Search knows no topics or products. A room that does registers who can list them:

    facets.register(HelpFacets())

What was listed is kept until something public has changed, so a search page seldom costs a query
for it. What is hidden is gone from the list at the next search in the process that hid it. Other
processes learn of it with the next public page they serve, since asking would cost each search
page one query more than it may; one that serves only searches asks every five seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from portal import rereading
from portal.actors import Actor
from portal.bounded import Bounded
from portal.caching import generation

Facet = Literal["topic", "product", "market"]
FACETS: tuple[Facet, ...] = get_args(Facet)

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

    def choices(self, reader: Actor, locale: str) -> Iterable[Choice]:
        """What there is for this reader in this language or its fallbacks, in any order."""

    def present(self, facet: Facet, value: str) -> str:
        """The value that stands now for what this one stood for; "" if it never did."""


_SOURCES: list[FacetSource] = []
_MOST_KEPT = 200
ASK_AFTER = 5.0  # seconds
# When it was listed, what this process had heard of until then, and the list.
_kept: Bounded[tuple[str, Sequence[str], bool], tuple[float, tuple[int, str], Offered]]
_kept = Bounded(_MOST_KEPT)


def register(source: FacetSource) -> None:
    """Make a room's list known."""
    _SOURCES.append(source)


def offered(reader: Actor, audience: Sequence[str], locale: str) -> Offered:
    """What this reader, who belongs to these audiences, can narrow results to."""
    now, key = rereading.clock(), (locale, tuple(audience), reader.owns_site)
    if known := _kept.get(key):
        if known[1] == generation.seen() and now - known[0] < ASK_AFTER:
            return known[2]
        generation.current()
    # Seen before the list is read: a change in between makes it stale.
    seen = generation.seen()
    listed = known[2] if known and known[1] == seen else _listed(reader, locale)
    _kept.keep(key, (now, seen, listed))
    return listed


def renewed(values: Mapping[str, str], offered: Offered) -> dict[str, str]:
    """What was asked for, in the values that stand for it now: addresses live for years."""
    found = dict(values)
    for facet in FACETS:
        if (value := values.get(facet)) and value not in offered[facet]:
            present = (source.present(facet, value) for source in _SOURCES)
            found[facet] = next((other for other in present if other), value)
    return found


def forget() -> None:
    """List anew at the next search."""
    _kept.clear()


def _listed(reader: Actor, locale: str) -> Offered:
    listed: dict[Facet, dict[str, str]] = {facet: {} for facet in FACETS}
    found = (choice for source in _SOURCES for choice in source.choices(reader, locale))
    for choice in sorted(found, key=lambda one: (one.name.casefold(), one.value)):
        listed[choice.facet].setdefault(choice.value, choice.name)
    return listed
