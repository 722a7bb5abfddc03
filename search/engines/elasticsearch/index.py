"""How an entry lies in an index. The same mapping serves every language.

Texts come taken apart by search.analysis: stems, folded words and further spellings, with spaces
between, so the server only splits at spaces. The parts of a text are values of their own, with a
gap between that no phrase crosses.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, Final, NamedTuple, Self

from search.analysis.analyser import Forms, analyser
from search.analysis.languages import language
from search.documents import Document
from search.entries import Entry, Vectors
from search.ranking import quality

# Stems of one field each, and of all of them.
STEMS: Final = {"title": "t", "keywords": "k", "summary": "s", "headings": "h", "body": "b"}
ALL_STEMS: Final = "a"
# Words folded but not stemmed: of the title, and of everything.
TITLE_WORDS: Final = "tw"
WORDS: Final = "w"
# Further spellings of words, and stems backwards (to find what ends in one): of title and
# keywords, and of everything.
TITLE_SPELLINGS: Final = "xt"
SPELLINGS: Final = "x"
TITLE_BACKWARDS: Final = "rt"
BACKWARDS: Final = "r"
# Stems of title and keywords in other languages ("en:print"), and the title as one term.
ELSEWHERE: Final = "o"
WHOLE_TITLE: Final = "tt"
QUALITY: Final = "quality"
VECTOR: Final = "v"
CHANGED: Final = "changed"
SHORTEST_COMPOUND: Final = 7
# What a hit brings along.
SHOWN: Final = ("document", "forms")
CHECKED: Final = ("uid", "checksum")

_WITH_POSITIONS = (*STEMS.values(), ALL_STEMS, WORDS)
_WITHOUT_POSITIONS = (
    TITLE_WORDS, TITLE_SPELLINGS, SPELLINGS, TITLE_BACKWARDS, BACKWARDS, ELSEWHERE,
)  # fmt: skip
_EXACT = ("reference", "kind", "hit", "audience", "topic", "product", "market", "shadow")
_PROMINENT = ("title", "keywords", "summary", "headings")
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
            **dict.fromkeys(_WITH_POSITIONS, at_spaces),
            **{name: at_spaces | {"index_options": "freqs"} for name in _WITHOUT_POSITIONS},
            **{name: {"type": "keyword"} for name in _EXACT},
            WHOLE_TITLE: {"type": "keyword", "doc_values": False, "ignore_above": 2000},
            QUALITY: {"type": "float", "index": False},
            CHANGED: {"type": "date", "index": False},
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
    document = entry.document
    parts = _parts(document)
    naming = set(_elsewhere(entry))
    return {
        "document": document.packed(),
        "forms": [
            " ".join(sorted(one))
            for one in (_forms(parts, _PROMINENT), _forms(parts, ("body",)), naming)
        ],
        "uid": document.uid,
        "checksum": entry.checksum,
        QUALITY: quality(document, at),
        CHANGED: document.changed_at.isoformat() if document.changed_at else None,
        ELSEWHERE: " ".join(naming),
        **_texts(parts),
        **_found_by(document.locale, parts),
        **_exact(entry),
        **_passages(entry.vectors),
    }


def document_of(source: Mapping[str, Any]) -> Document:
    """The document that was stored."""
    return Document.unpacked(source["document"])


def forms_of(source: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """The forms that stand out in the stored document, and all of them."""
    prominent, others, *_naming = source["forms"]
    standing_out = set(prominent.split())
    return standing_out, standing_out.union(others.split())


def naming_of(source: Mapping[str, Any]) -> set[str]:
    """The stems of its title and keywords in other languages ("en:print")."""
    return set(source["forms"][-1].split())


def texts(document: Document) -> Mapping[str, Sequence[str]]:
    """The text of each field, in the parts that it consists of."""
    return {
        "title": (document.title,),
        "keywords": document.keywords,
        "summary": (document.summary,),
        "headings": document.headings,
        "body": (document.body,),
    }


def whole(words: Iterable[str]) -> str:
    """A title as one term."""
    return " ".join(words)


class Part(NamedTuple):
    """A part of a text: its words and their stems in order, and all of their further spellings."""

    words: list[str]
    stems: list[str]
    extra: set[str]

    @classmethod
    def of(cls, forms: Sequence[Forms]) -> Self:
        """Of the forms of its words."""
        return cls(
            [one.word for one in forms],
            [one.stem for one in forms],
            {extra for one in forms for extra in (*one.extra, *one.parts)},
        )


Parts = Mapping[str, Sequence[Part]]


def _parts(document: Document) -> Parts:
    takes_apart = analyser(document.locale)
    return {
        name: [Part.of(takes_apart.all_forms(text)) for text in some]
        for name, some in texts(document).items()
    }


def _of(parts: Parts, names: Iterable[str]) -> list[Part]:
    return [part for name in names for part in parts[name]]


def _forms(parts: Parts, names: Iterable[str]) -> set[str]:
    return {*chain.from_iterable(chain.from_iterable(_of(parts, names)))}


def _texts(parts: Parts) -> dict[str, Any]:
    """The texts as they are searched, word by word."""
    stems = {name: [" ".join(part.stems) for part in some] for name, some in parts.items()}
    title = whole(word for part in parts["title"] for word in part.words)
    return {
        **{STEMS[name]: some for name, some in stems.items()},
        ALL_STEMS: list(chain.from_iterable(stems.values())),
        WORDS: [" ".join(part.words) for part in _of(parts, parts)],
        TITLE_WORDS: title,
        WHOLE_TITLE: title,
    }


def _found_by(locale: str, parts: Parts) -> dict[str, str]:
    """What else its words are found by, each once."""
    naming, everything = _of(parts, ("title", "keywords")), _of(parts, parts)
    written = {TITLE_SPELLINGS: _spellings(naming), SPELLINGS: _spellings(everything)}
    if language(locale).compounds:
        written[TITLE_BACKWARDS] = _backwards(naming)
        written[BACKWARDS] = _backwards(everything)
    return written


def _passages(vectors: Vectors | None) -> dict[str, Any]:
    if vectors is None:
        return {}
    return {passages_of(vectors.space): [{VECTOR: numbers(one)} for one in vectors.values]}


def _spellings(parts: Iterable[Part]) -> str:
    return " ".join(sorted(set().union(*(part.extra for part in parts))))


def _backwards(parts: Iterable[Part]) -> str:
    stems = {
        stem
        for part in parts
        for word, stem in zip(part.words, part.stems, strict=True)
        if len(word) >= SHORTEST_COMPOUND
    }
    return " ".join(sorted(stem[::-1] for stem in stems))


def _elsewhere(entry: Entry) -> Iterator[str]:
    for locale, text in entry.elsewhere:
        for forms in analyser(locale).all_forms(text):
            yield f"{locale}:{forms.stem}"


def _exact(entry: Entry) -> dict[str, Any]:
    document = entry.document
    return {
        "reference": document.reference,
        "kind": document.kind,
        "hit": document.hit,
        "audience": document.audience,
        "topic": document.topics,
        "product": document.products,
        "market": document.meant_for,
        "shadow": entry.shadows,
    }
