"""What a copy of the index holds, and what of it nobody knows."""

from collections import defaultdict
from collections.abc import Iterable

from search.documents import sources
from search.engines.base import Engine
from search.index import log


def references(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Checksums by uid, put together by what they are texts of."""
    grouped: dict[str, dict[str, str]] = defaultdict(dict)
    for uid, checksum in pairs:
        grouped[uid.rsplit(":", 1)[0]][uid] = checksum
    return grouped


def note_strangers(engine: Engine) -> None:
    """Have what a copy holds, and no source has, looked at again and so taken out of it.

    The copy may be of another database, or have stayed away while the log was pruned.
    """
    held = references(engine.checksums())
    known = {f"{one.name}:{key}" for one in sources.registered() for key in one.keys()}  # noqa: SIM118
    for stranger in sorted(held.keys() - known):
        name, _colon, key = stranger.partition(":")
        log.append(name, [key])
    log.number_rows()
