"""How often articles were read of late. kb counts no readers; a room above it says so here."""

from collections.abc import Callable, Collection, Mapping

type Counted = Callable[[Collection[str]], Mapping[str, int]]
"""By id of an article, how often it was read in the last `DAYS` days; one query."""

type CountedIn = Callable[[str], Mapping[str, int]]
"""The same of all articles, by readers of one language; one query."""

DAYS = 28
_counted: list[Counted] = []
_counted_in: list[CountedIn] = []


def register(counted: Counted, counted_in: CountedIn) -> None:
    """Say who knows."""
    _counted[:], _counted_in[:] = [counted], [counted_in]


def of(slugs: Collection[str]) -> Mapping[str, int]:
    """How often each of these was read; what was never read is not named."""
    return _counted[0](slugs) if _counted and slugs else {}


def in_language(code: str) -> Mapping[str, int]:
    """How often readers of a language read each article."""
    return _counted_in[0](code) if _counted_in else {}
