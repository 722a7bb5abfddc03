"""Where documents come from. A room that has something to find registers a source.

class ArticleSource:
    name = "kb"

    def documents(self, keys): ...
    def keys(self): ...

class KbConfig(AppConfig):
    def ready(self):
        sources.register(ArticleSource())
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from search.documents import Document


class SearchSource(Protocol):
    """A room's promise to say what of it may be found now."""

    @property
    def name(self) -> str:
        """A short name without a colon; part of every document's uid."""

    def documents(self, keys: Sequence[str]) -> Iterator[Document]:
        """The documents of these keys that are eligible now; a key with none is removed."""

    def keys(self) -> Iterator[str]:
        """All keys that have at least one document now, in a steady order."""


_SOURCES: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    """Make a source known; a second one of the same name takes its place."""
    if ":" in source.name:
        raise ValueError(f"A source's name has no colon: {source.name}")
    _SOURCES[source.name] = source


def unregister(name: str) -> None:
    """Forget a source; its documents leave the index at the next reconciliation."""
    _SOURCES.pop(name, None)


def get(name: str) -> SearchSource | None:
    """The source of this name, if there is one (a room may have been removed)."""
    return _SOURCES.get(name)


def registered() -> tuple[SearchSource, ...]:
    """All sources, by name."""
    return tuple(_SOURCES[name] for name in sorted(_SOURCES))
