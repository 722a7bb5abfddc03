"""What an editor pins: an address, an id, or "kind:id"; and its title, if it is still there."""

from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from search.documents import KINDS, Document, sources

_MOST_PARTS = 8


def resolve(text: str) -> str | None:
    """The hit ("kind:key") that is meant; None when there is no such text to be found."""
    text = text.strip()
    kind, _colon, key = text.partition(":")
    if kind in KINDS and key:
        return next((_hit(one) for one in _documents(key) if one.kind == kind), None)
    parts = _parts(text)
    if len(parts) == 1:
        return next((_hit(one) for one in _documents(parts[0])), None)
    for place, part in enumerate(parts[:_MOST_PARTS]):
        for document in _documents(part):
            # The first part is the language.
            if _parts(document.url)[1 : place + 1] == parts[1 : place + 1]:
                return _hit(document)
    return None


def title(hit: str, locale: str) -> str | None:
    """The title of a hit, in this language if it has one; None when it is gone."""
    kind, _colon, key = hit.partition(":")
    found = [one for one in _documents(key) if one.kind == kind]
    native = [one for one in found if one.locale == locale]
    return next((one.title for one in [*native, *found]), None)


def _documents(key: str) -> Iterator[Document]:
    for source in sources.registered():
        yield from source.documents([key])


def _parts(address: str) -> Sequence[str]:
    path = urlsplit(address).path
    return [unquote(part) for part in path.split("/") if part]


def _hit(document: Document) -> str:
    return f"{document.kind}:{document.key}"
