"""How an entry lies in an index. The same mapping serves every language.

The parts of a text are values of their own, with a gap between that no phrase crosses.
"""

import re
from array import array
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from search.documents import Document
from search.documents.entries import Entry, Vectors
from search.engines import indexed_form as form
from search.engines.indexed_form import IndexedForm, KeptForms

VECTOR: Final = "v"
# What a hit brings along.
SHOWN: Final = ("document", "forms")
CHECKED: Final = ("uid", "checksum")

_LOCALE = re.compile(r"[a-z0-9-]{1,35}")


def settings(*, filling: bool = False) -> dict[str, Any]:
    """An index's settings; while it is being filled, nothing is searched and little is safe."""
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "false" if filling else "0-1",
        "number_of_replicas": 0,
        "refresh_interval": "-1" if filling else "1s",
        "translog.durability": "async" if filling else "request",
        # Deletions are remembered this long, to turn away writers that were overtaken.
        "gc_deletes": "1h",
    }


def settings_in_use() -> dict[str, Any]:
    """What to change once an index is filled."""
    return {
        name: value
        for name, value in settings().items()
        if name in ("auto_expand_replicas", "refresh_interval", "translog.durability")
    }


def mapping() -> dict[str, Any]:
    """The mapping of every language."""
    at_spaces = {"type": "text", "analyzer": "whitespace"}
    return {
        "dynamic": False,
        # The texts taken apart are searched, never read: they need not be kept.
        "_source": {"includes": [*SHOWN, *CHECKED]},
        "properties": {
            **dict.fromkeys(form.IN_ORDER, at_spaces),
            **{name: at_spaces | {"index_options": "freqs"} for name in form.UNORDERED},
            **{name: {"type": "keyword"} for name in form.EXACT},
            form.WHOLE_TITLE: {"type": "keyword", "doc_values": False, "ignore_above": 2000},
            form.QUALITY: {"type": "float", "index": False},
            form.CHANGED: {"type": "date", "index": False},
        },
    }


def passages_of(space: str) -> str:
    """The field of the passages' vectors in a space; each space has its own."""
    return f"n{space.replace('-', '_')}"


def vectors_mapping(space: str) -> dict[str, Any]:
    """What to add to the mapping for a space; its name begins with the number of dimensions."""
    vector = {
        "type": "dense_vector",
        "dims": int(space.split("-", 1)[0]),
        "similarity": "max_inner_product",
        "index_options": {"type": "hnsw"},
    }
    return {passages_of(space): {"type": "nested", "properties": {VECTOR: vector}}}


def numbers(vector: bytes) -> list[float]:
    """A vector as the server takes it."""
    return [round(number, 6) for number in array("f", vector)]


def locale_of(document: Document) -> str:
    """The language as part of an index's name; raises ValueError for a strange tag."""
    locale = document.locale.lower()
    if not _LOCALE.fullmatch(locale):
        raise ValueError(f"Not a language tag: {document.locale!r}")
    return locale


def source_of(entry: Entry, at: datetime) -> dict[str, Any]:
    """The entry as it is sent."""
    document, made = entry.document, IndexedForm.of(entry, at)
    return {
        "document": document.packed(),
        "forms": made.forms,
        "uid": document.uid,
        "checksum": entry.checksum,
        form.QUALITY: made.quality,
        form.CHANGED: document.changed_at.isoformat() if document.changed_at else None,
        form.WHOLE_TITLE: made.whole_title,
        **made.in_order,
        **made.unordered,
        **made.exact,
        **_passages(entry.vectors),
    }


def document_of(source: Mapping[str, Any]) -> Document:
    """The document that was stored."""
    return Document.unpacked(source["document"])


def forms_of(source: Mapping[str, Any]) -> KeptForms:
    """The forms that were stored."""
    return KeptForms.of(source["forms"])


def _passages(vectors: Vectors | None) -> dict[str, Any]:
    if vectors is None:
        return {}
    return {passages_of(vectors.space): [{VECTOR: numbers(one)} for one in vectors.values]}
