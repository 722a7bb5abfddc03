"""What of a document is embedded: what it is about, and its text in stretches of a few sentences.

Each stretch follows the title, without which many a step of an instruction says nothing.
"""

import hashlib
from collections.abc import Iterator

from search.documents import Document

# In characters: what a small model reads well, and what a long text may cost.
STRETCH = 700
MOST_STRETCHES = 6


def passages(document: Document) -> list[str]:
    """The passages of a document, what it is about first; never empty."""
    about = " ".join((f"{document.title}.", document.summary, *document.keywords)).strip()
    body = (f"{document.title}. {stretch}" for stretch in _stretches(document.body))
    return list(dict.fromkeys((about, *body)))


def _stretches(body: str) -> Iterator[str]:
    rest = " ".join(body[: 4 * STRETCH * MOST_STRETCHES].split())
    for _number in range(MOST_STRETCHES):
        if not rest:
            return
        end = len(rest) if len(rest) <= STRETCH else _end(rest)
        yield rest[:end].strip()
        rest = rest[end:].strip()


def _end(text: str) -> int:
    """After the last sentence that fits, else the last word, else within a very long one."""
    for mark in (". ", "? ", "! ", "; ", "。", " "):
        at = text.rfind(mark, STRETCH // 2, STRETCH)
        if at >= 0:
            return at + len(mark)
    return STRETCH


def checksum(passage: str) -> str:
    """The name of a passage's vector within a space."""
    return hashlib.blake2b(passage.encode(errors="replace"), digest_size=16).hexdigest()
