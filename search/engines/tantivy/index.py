"""How an entry lies in the embedded index: one tantivy index for each language.

Text is analysed by search.analysis and stored as stems with spaces between, so tantivy only
splits at spaces and has no language of its own.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import tantivy

from search.analysis.analyser import Forms, analyser
from search.analysis.languages import language
from search.documents import Document
from search.entries import Entry
from search.ranking import quality

# Stems of one field each; and of all of them together, with gaps that no phrase can cross.
STEMS: Final = {"title": "t", "keywords": "k", "summary": "s", "headings": "h", "body": "b"}
ALL_STEMS: Final = "a"
# Words folded but not stemmed: of the title, and of everything.
TITLE_WORDS: Final = "tw"
WORDS: Final = "w"
# Further spellings: of the words of title and keywords, and of everything.
TITLE_SPELLINGS: Final = "xt"
SPELLINGS: Final = "x"
# Stems backwards, to find what ends in one; stems of titles in other languages ("en:print").
BACKWARDS: Final = "r"
ELSEWHERE: Final = "o"
# When it was last changed, in seconds.
CHANGED: Final = "changed"
# The title as one term.
WHOLE_TITLE: Final = "tt"
# Which vectors are its own: see search.engines.tantivy.vectors.
PASSAGES: Final = "passages"
_SPLIT_AT_SPACES = (
    *STEMS.values(),
    *(ALL_STEMS, TITLE_WORDS, WORDS, TITLE_SPELLINGS, SPELLINGS, BACKWARDS, ELSEWHERE),
)
_FILTERS = ("kind", "hit", "audience", "topic", "product", "market", "shadow")
_EXACT = ("uid", "reference", WHOLE_TITLE, *_FILTERS)
_GAP = " \u00b6 "
_SHORTEST_COMPOUND = 7


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
    builder.add_float_field("quality", fast=True)
    builder.add_unsigned_field(CHANGED, fast=True)
    return builder.build()


def to_tantivy(entry: Entry, at: datetime) -> Any:
    """The entry as tantivy takes it."""
    document = entry.document
    parts = _parts(document)
    written = tantivy.Document()
    for name, text in (*_text(document, parts), *_exact(entry)):
        written.add_text(name, text)
    written.add_text(ELSEWHERE, " ".join(_elsewhere(entry)))
    if entry.vectors:
        written.add_text(PASSAGES, entry.vectors.digest)
    written.add_bytes("document", document.packed().encode())
    written.add_bytes("checksum", f"{document.uid} {entry.checksum}".encode())
    written.add_bytes("forms", _forms(parts, _elsewhere(entry)))
    written.add_float("quality", fast_quality(quality(document, at)))
    changed_at = document.changed_at.timestamp() if document.changed_at else 0
    written.add_unsigned(CHANGED, max(int(changed_at), 0))
    return written


def fast_quality(factor: float) -> float:
    """The value by which tantivy's `weight_by_field` (score times log2(2 + value)) multiplies."""
    return math.exp2(factor) - 2


def document_of(found: Any) -> Document:
    """The document that was stored."""
    return Document.unpacked(bytes(found["document"][0]))


def passages_of(found: Any) -> str:
    """The id of the vectors that were stored; "" when there are none."""
    return str(found.get_first(PASSAGES) or "")


def checksum_of(found: Any) -> tuple[str, str]:
    """The uid and checksum that were stored."""
    uid, checksum = bytes(found["checksum"][0]).decode().rsplit(" ", 1)
    return uid, checksum


def whole(words: Iterable[str]) -> str:
    """A title as one term."""
    return " ".join(words)


def forms_of(found: Any) -> tuple[set[str], set[str]]:
    """The forms that stand out in the stored document, and all of them."""
    prominent, others, *_naming = bytes(found["forms"][0]).decode().split("\n")
    standing_out = set(prominent.split())
    return standing_out, standing_out.union(others.split())


def naming_of(found: Any) -> set[str]:
    """The stems of its title and keywords in other languages ("en:print")."""
    return set(bytes(found["forms"][0]).decode().split("\n")[-1].split())


def _parts(document: Document) -> dict[str, list[Forms]]:
    takes_apart = analyser(document.locale)
    return {name: takes_apart.all_forms(text) for name, text in texts(document)}


def _forms(parts: dict[str, list[Forms]], elsewhere: Iterable[str]) -> bytes:
    lines = [
        {form for one in forms for form in one.all}
        for forms in ([*parts["title"], *parts["keywords"], *parts["summary"], *parts["headings"]],
                      parts["body"])
    ]  # fmt: skip
    return "\n".join(" ".join(sorted(line)) for line in (*lines, set(elsewhere))).encode()


def _text(document: Document, parts: dict[str, list[Forms]]) -> Iterable[tuple[str, str]]:
    for name, forms in parts.items():
        yield STEMS[name], " ".join(form.stem for form in forms)
    everything = [form for forms in parts.values() for form in forms]
    yield ALL_STEMS, _GAP.join(" ".join(form.stem for form in forms) for forms in parts.values())
    yield WORDS, _GAP.join(" ".join(form.word for form in forms) for forms in parts.values())
    yield TITLE_WORDS, " ".join(form.word for form in parts["title"])
    yield WHOLE_TITLE, whole(form.word for form in parts["title"])
    yield TITLE_SPELLINGS, _spellings([*parts["title"], *parts["keywords"]])
    yield SPELLINGS, _spellings(everything)
    if language(document.locale).compounds:
        stems = {form.stem for form in everything if len(form.word) >= _SHORTEST_COMPOUND}
        yield BACKWARDS, " ".join(stem[::-1] for stem in sorted(stems))


def texts(document: Document) -> Sequence[tuple[str, str]]:
    """The text of each field; parts of a field are apart by a line."""
    return (
        ("title", document.title),
        ("keywords", "\n".join(document.keywords)),
        ("summary", document.summary),
        ("headings", "\n".join(document.headings)),
        ("body", document.body),
    )


def _spellings(forms: Iterable[Forms]) -> str:
    return " ".join(sorted({one for form in forms for one in (*form.extra, *form.parts)}))


def _elsewhere(entry: Entry) -> Iterable[str]:
    for locale, text in entry.elsewhere:
        for token in analyser(locale).tokens(text):
            yield f"{locale}:{token.forms.stem}"


def _exact(entry: Entry) -> Iterable[tuple[str, str]]:
    document = entry.document
    yield "uid", document.uid
    yield "reference", document.reference
    yield "kind", document.kind
    yield "hit", document.hit
    for name, values in (
        ("audience", document.audience),
        ("topic", document.topics),
        ("product", document.products),
        ("market", document.meant_for),
        ("shadow", entry.shadows),
    ):
        for value in values:
            yield name, value
