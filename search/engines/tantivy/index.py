"""How an entry lies in the embedded index: one tantivy index for each language."""

import math
from datetime import datetime
from typing import Any, Final

import tantivy

from search.documents import Document
from search.documents.entries import Entry
from search.engines import indexed_form as form
from search.engines.indexed_form import IndexedForm, KeptForms

# Which vectors are its own: see search.engines.tantivy.vectors.
PASSAGES: Final = "passages"
# In this order for ever: a generation of a former form is read and written by it, too. Words that
# end in another are looked up one by one (see lexicon), so their titles need no field.
_SPLIT_AT_SPACES = (
    *form.STEMS.values(),
    *(form.ALL_STEMS, form.TITLE_WORDS, form.WORDS, form.TITLE_SPELLINGS, form.SPELLINGS),
    *(form.BACKWARDS, form.SIBLING_STEMS),
)
_EXACT = ("uid", "reference", form.WHOLE_TITLE, *form.EXACT[1:])
# No exact phrase crosses it.
_GAP = " \u00b6 "


def schema() -> Any:
    """The tantivy schema of every language."""
    builder = tantivy.SchemaBuilder()
    for name in _SPLIT_AT_SPACES:
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in _EXACT:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(PASSAGES, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("document", stored=True)
    builder.add_bytes_field("checksum", stored=True)
    builder.add_bytes_field("forms", stored=True)
    builder.add_float_field(form.QUALITY, fast=True)
    # In seconds.
    builder.add_unsigned_field(form.CHANGED, fast=True)
    return builder.build()


def to_tantivy(entry: Entry, at: datetime) -> Any:
    """The entry as tantivy takes it."""
    document, made = entry.document, IndexedForm.of(entry, at)
    written = tantivy.Document()
    in_order = {name: _GAP.join(parts) for name, parts in made.in_order.items()}
    texts = {**in_order, **made.unordered}
    for name in _SPLIT_AT_SPACES:
        written.add_text(name, texts.get(name, ""))
    exact = {"uid": (document.uid,), form.WHOLE_TITLE: (made.whole_title,), **made.exact}
    for name, values in exact.items():
        for value in values:
            written.add_text(name, value)
    if entry.vectors:
        written.add_text(PASSAGES, entry.vectors.digest)
    written.add_bytes("document", document.packed().encode())
    written.add_bytes("checksum", f"{document.uid} {entry.checksum}".encode())
    written.add_bytes("forms", "\n".join(made.forms).encode())
    written.add_float(form.QUALITY, fast_quality(made.quality))
    changed_at = document.changed_at.timestamp() if document.changed_at else 0
    written.add_unsigned(form.CHANGED, max(int(changed_at), 0))
    return written


def fast_quality(factor: float) -> float:
    """The value by which tantivy's `weight_by_field` (score times log2(2 + value)) multiplies."""
    return math.exp2(factor) - 2


def document_of(found: Any) -> Document:
    """The document that was stored."""
    return Document.unpacked(bytes(found["document"][0]))


def forms_of(found: Any) -> KeptForms:
    """The forms that were stored."""
    return KeptForms.of(bytes(found["forms"][0]).decode().split("\n"))


def passages_of(found: Any) -> str:
    """The id of the vectors that were stored; "" when there are none."""
    return str(found.get_first(PASSAGES) or "")


def checksum_of(found: Any) -> tuple[str, str]:
    """The uid and checksum that were stored."""
    uid, checksum = bytes(found["checksum"][0]).decode().rsplit(" ", 1)
    return uid, checksum
