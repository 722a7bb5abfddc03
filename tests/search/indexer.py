"""Processes that index, for tests with several of them and for those that kill them.

python -m tests.search.indexer DATABASE STATE_FILE

Reads commands, one a line, and says what happens: `follow PLACE` and `rebuild PLACE` start a
process and say its number, `wait NUMBER` says "gone" when it has ended. A place is a folder of the
embedded engine, or PREFIX@URL of Elasticsearch. One program for all: starting Python is slow.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from search.documents import Document

LOCALES = ("en", "da", "el")
# Who was killed still holds its lease: not for long, here.
LEASE = 5.0


class FileSource:
    """What is eligible stands in a file: versions by key."""

    name = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def documents(self, keys: Sequence[str]) -> Iterator[Document]:
        versions: dict[str, int] = json.loads(self._path.read_text())
        for key in keys:
            for locale in LOCALES if key in versions else ():
                yield Document(
                    source=self.name,
                    key=key,
                    kind="article",
                    locale=locale,
                    title=f"Battery {versions[key]}",
                    url=f"/{locale}/help/{key}/",
                    body="battery " * 50,
                )

    def keys(self) -> Iterator[str]:
        yield from sorted(json.loads(self._path.read_text()))


def say(*words: object) -> None:
    """Tell the test: a line in one write, so that none is torn by who is killed within it.

    `print` writes the end of the line by itself where Python's output is not buffered; a line
    that lost its end has the next one, "gone", read as a part of it, and waited for for ever.
    """
    os.write(sys.stdout.fileno(), f"{' '.join(map(str, words))}\n".encode())


def engine_at(place: str) -> Any:
    """The engine of a place."""
    if "@" not in place:
        from search.engines.tantivy.engine import Embedded

        return Embedded(Path(place))
    from search.engines.elasticsearch import leases
    from search.engines.elasticsearch.client import connect
    from search.engines.elasticsearch.engine import Elasticsearch

    leases.LEASE = LEASE
    prefix, url = place.split("@", 1)
    return Elasticsearch(connect({"url": url}), prefix, budget=20)


def follow(place: str) -> None:
    """Bring the place up to date, for ever."""
    from search.index import catching_up

    engine = engine_at(place)
    while True:
        catching_up.catch_up(engine)
        time.sleep(0.005)


def rebuild(place: str) -> None:
    """Build the place anew, and say how far it is."""
    from search.engines.elasticsearch.generations import Generations
    from search.engines.tantivy.files import Files
    from search.index.rebuilding import rebuild as build

    for kind in (Generations, Files):
        kind.use = _told(kind.use)  # type: ignore[method-assign]
    build(engine_at(place), lambda done, total: say("filled", done))
    say("done")


def _told(use: Callable[..., None]) -> Callable[..., None]:
    def told(self: object, generation: str) -> None:
        say("using")
        use(self, generation)
        say("used")

    return told


def main(database: str, state: str) -> None:
    """Do what is read, until there is nothing more."""
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from search.documents import sources
    from search.index import catching_up

    sources._SOURCES.clear()
    sources.register(FileSource(Path(state)))
    catching_up.KEYS_AT_ONCE = 5
    running: set[int] = set()
    for line in sys.stdin:
        command, what = line.split()
        if command == "wait":
            os.waitpid(int(what), 0)
            running.discard(int(what))
            say("gone")
        else:
            running.add(_started(follow if command == "follow" else rebuild, what))
    for process in running:
        os.kill(process, signal.SIGKILL)


def _started(work: Callable[[str], None], place: str) -> int:
    process = os.fork()
    if process:
        return process
    say(os.getpid())
    try:
        work(place)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
