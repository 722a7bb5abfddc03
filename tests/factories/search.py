"""Documents and sources to search in."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from search.documents import Document, sources


def make_document(key: str = "one", **values: Any) -> Document:
    """A public article; everything else as said."""
    values = {"source": "test", "kind": "article", "locale": "en", "title": "A title"} | values
    values.setdefault("url", f"/{values['locale']}/help/{key}/")
    return Document(key=key, **values)


class ListSource:
    """A source that holds what it is given."""

    def __init__(self, *documents: Document, name: str = "test") -> None:
        self.name = name
        self.held = list(documents)
        self.broken: set[str] = set()

    def documents(self, keys: Sequence[str]) -> Iterator[Document]:
        for document in self.held:
            if document.key in keys:
                if document.key in self.broken:
                    raise RuntimeError(f"{document.key} is broken")
                yield document

    def keys(self) -> Iterator[str]:
        yield from sorted({document.key for document in self.held})

    def put(self, document: Document) -> None:
        """Add a document, or replace the one of that key and language."""
        self.remove(document.key, document.locale)
        self.held.append(document)

    def remove(self, key: str, locale: str | None = None) -> None:
        """Remove a key, or one language of it."""
        self.held = [
            one for one in self.held if one.key != key or locale not in (None, one.locale)
        ]


def only(source: ListSource) -> Iterable[None]:
    """Have this be the only registered source, for as long as the caller's `with` lasts."""
    before = dict(sources._SOURCES)
    sources._SOURCES.clear()
    sources.register(source)
    try:
        yield None
    finally:
        sources._SOURCES.clear()
        sources._SOURCES.update(before)
