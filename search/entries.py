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
class Entry:
    """A document, and what follows from its siblings in other languages.

    `shadows`: "da/public" says that readers of Danish who are of this audience have the text in
    Danish. `elsewhere`: locale, title and keywords of siblings that everyone may see who may see
    this document.
    """

    document: Document
    shadows: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def checksum(self) -> str:
        """Differs whenever the document or anything taken from its siblings does."""
        content = repr((self.document.checksum, self.shadows, self.elsewhere))
        return hashlib.blake2b(content.encode(errors="replace"), digest_size=12).hexdigest()


def shadow(locale: str, audience: str) -> str:
    """The mark of a text that readers of this language and audience have in their own."""
    return f"{locale}/{audience}"


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
            if PUBLIC in other.audience or set(document.audience) <= set(other.audience)
        ),
    )
