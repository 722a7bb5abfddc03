"""A document beside its siblings: what an engine stores.

The texts of one key in several languages are always written together. So each can know, at
writing time, which languages a reader of another language will not need it in, and by which words
of other languages it may be found.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.documents import PUBLIC, Document


@dataclass(frozen=True, slots=True)
class Vector:
    """A query's vector: float32 of unit length, comparable with those of the same space."""

    space: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors to find a document by, in one space: any may be the nearest. float32, any length."""

    space: str
    values: tuple[bytes, ...]

    @property
    def digest(self) -> str:
        """Differs whenever a vector does."""
        content = b"".join((self.space.encode(), *self.values))
        return hashlib.blake2b(content, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, and what follows from its siblings in other languages.

    `shadows`: "da/public" says that readers of Danish who are of this audience have the text in
    Danish. `elsewhere`: locale, title and keywords of siblings that everyone may see who may see
    this document. `vectors`: of its passages, once they are known.
    """

    document: Document
    shadows: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()
    vectors: Vectors | None = None

    @property
    def checksum(self) -> str:
        """Differs whenever the document or anything taken from its siblings does."""
        content = repr((self.document.checksum, self.shadows, self.elsewhere))
        if self.vectors:
            content += self.vectors.digest
        return hashlib.blake2b(content.encode(errors="replace"), digest_size=12).hexdigest()


def shadow(locale: str, audience: str) -> str:
    """The mark of a text that readers of this language and audience have in their own."""
    return f"{locale}/{audience}"


def may_help(document: Document, other: Document) -> bool:
    """Whether all who may see a document may see its sibling: only then does that help find it."""
    return PUBLIC in other.audience or set(document.audience) <= set(other.audience)


def entries(documents: Iterable[Document]) -> Iterator[Entry]:
    """The entries of documents; those of one key must come together."""
    ordered = sorted(documents, key=lambda document: (document.reference, document.locale))
    for _reference, group in groupby(ordered, key=lambda document: document.reference):
        siblings = list(group)
        for document in siblings:
            yield _entry(document, [other for other in siblings if other is not document])


def _entry(document: Document, siblings: Sequence[Document]) -> Entry:
    return Entry(
        document,
        shadows=tuple(
            shadow(other.locale, audience) for other in siblings for audience in other.audience
        ),
        elsewhere=tuple(
            (other.locale, " ".join((other.title, *other.keywords)))
            for other in siblings
            if may_help(document, other)
        ),
    )
