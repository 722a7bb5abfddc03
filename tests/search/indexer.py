"""Processes that do nothing but index, for the test that kills them.

python -m tests.search.indexer DATABASE INDEX_DIRECTORY STATE_FILE
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from search.documents import Document

LOCALES = ("en", "da", "el")


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


def main(database: str, directory: str, state: str) -> None:
    """Start an indexing process for each line read; say its number, and when it is at work."""
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from search import indexing, sources
    from search.engines.embedded import Embedded

    sources._SOURCES.clear()
    sources.register(FileSource(Path(state)))
    indexing.KEYS_AT_ONCE = 5
    for _line in sys.stdin:
        child = os.fork()
        if not child:
            engine = Embedded(Path(directory))
            print(os.getpid(), flush=True)  # noqa: T201 - the test waits for it
            while True:
                indexing.catch_up(engine)
                time.sleep(0.005)
        os.waitpid(child, 0)
        print("gone", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
