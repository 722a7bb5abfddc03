"""The indexed form: what is kept of an entry to find it by, the same in every engine.

Texts come taken apart by search.analysis: stems, folded words and further spellings with spaces
between, so an engine only splits at spaces and has no language of its own. How it stores them is
its own business; another form needs another number in the names of its generations.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final, NamedTuple, Self

from search.analysis.analyser import Forms, analyser
from search.analysis.languages import language
from search.documents import Document
from search.documents.entries import Entry
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
SIBLING_STEMS: Final = "o"
WHOLE_TITLE: Final = "tt"
QUALITY: Final = "quality"
CHANGED: Final = "changed"
# Words in order, in parts that no phrase crosses; words of which it only counts that they occur;
# and values that are compared whole.
IN_ORDER: Final = (*STEMS.values(), ALL_STEMS, WORDS)
UNORDERED: Final = (
    TITLE_WORDS, TITLE_SPELLINGS, SPELLINGS, TITLE_BACKWARDS, BACKWARDS, SIBLING_STEMS,
)  # fmt: skip
EXACT: Final = ("reference", "kind", "hit", "audience", "topic", "product", "market", "shadow")
# Fields that many texts leave empty: how rare a word is in them says nothing, so what counts is
# that it is there, and how rare it is in all the text (as BM25 in a text of average length).
SPARSE: Final = frozenset({"keywords", "summary", "headings"})
# What ends in a word is only found when it is longer than this: see BACKWARDS.
SHORTEST_COMPOUND: Final = 7

_NAMING: Final = ("title", "keywords")
_PROMINENT: Final = (*_NAMING, "summary", "headings")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedForm:
    """An entry taken apart: by field, what IN_ORDER, UNORDERED and EXACT say, and the rest.

    `forms` are three lines for `KeptForms`; `quality` is the factor of search.ranking.
    """

    in_order: Mapping[str, Sequence[str]]
    unordered: Mapping[str, str]
    exact: Mapping[str, Sequence[str]]
    whole_title: str
    forms: tuple[str, str, str]
    quality: float

    @classmethod
    def of(cls, entry: Entry, at: datetime) -> Self:
        """The form of an entry at a moment: what is new is worth a little more."""
        document = entry.document
        parts = _parts(document)
        siblings = set(_sibling_stems(entry))
        kept = (_all_forms(_of(parts, _PROMINENT)), _all_forms(_of(parts, ("body",))), siblings)
        prominent, others, naming = map(_joined, kept)
        return cls(
            in_order=_in_order(parts),
            unordered={SIBLING_STEMS: naming, **_unordered(document.locale, parts)},
            exact=_exact(entry),
            whole_title=as_one_term(document.title, document.locale),
            forms=(prominent, others, naming),
            quality=quality(document, at),
        )


class KeptForms(NamedTuple):
    """What a text that was found contains: the forms that stand out, all of them, and the stems
    of its title and keywords in other languages.
    """

    prominent: Set[str]
    anywhere: Set[str]
    naming: Set[str]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Self:
        """Of the lines that were kept."""
        prominent, others, *naming = (set(line.split()) for line in lines)
        return cls(prominent, prominent | others, naming[-1] if naming else set())


def texts_of(document: Document) -> Mapping[str, Sequence[str]]:
    """The text of each field, in the parts that it consists of."""
    return {
        "title": (document.title,),
        "keywords": document.keywords,
        "summary": (document.summary,),
        "headings": document.headings,
        "body": (document.body,),
    }


def as_one_term(text: str, locale: str) -> str:
    """All of a text as one term: for a title that is just what was typed."""
    return " ".join(one.word for one in analyser(locale).all_forms(text))


type _Parts = Mapping[str, Sequence[Sequence[Forms]]]
"""By field, the parts of its text, word by word."""


def _parts(document: Document) -> _Parts:
    takes_apart = analyser(document.locale)
    return {
        name: [takes_apart.all_forms(text) for text in texts]
        for name, texts in texts_of(document).items()
    }


def _of(parts: _Parts, names: Iterable[str]) -> list[Forms]:
    return [forms for name in names for part in parts[name] for forms in part]


def _all_forms(some: Iterable[Forms]) -> set[str]:
    return set(chain.from_iterable(one.all for one in some))


def _joined(words: Set[str]) -> str:
    return " ".join(sorted(words))


def _in_order(parts: _Parts) -> dict[str, Sequence[str]]:
    stems = {
        name: [" ".join(one.stem for one in part) for part in some] for name, some in parts.items()
    }
    words = [" ".join(one.word for one in part) for some in parts.values() for part in some]
    by_field = {STEMS[name]: some for name, some in stems.items()}
    return {**by_field, ALL_STEMS: list(chain.from_iterable(stems.values())), WORDS: words}


def _unordered(locale: str, parts: _Parts) -> dict[str, str]:
    """What else its words are found by, each once."""
    naming, everything = _of(parts, _NAMING), _of(parts, parts)
    found_by = {
        TITLE_WORDS: " ".join(one.word for one in _of(parts, ("title",))),
        TITLE_SPELLINGS: _spellings(naming),
        SPELLINGS: _spellings(everything),
    }
    if language(locale).compounds:
        found_by |= {TITLE_BACKWARDS: _backwards(naming), BACKWARDS: _backwards(everything)}
    return found_by


def _spellings(some: Iterable[Forms]) -> str:
    return _joined({other for one in some for other in (*one.extra, *one.parts)})


def _backwards(some: Iterable[Forms]) -> str:
    return _joined({one.stem[::-1] for one in some if len(one.word) >= SHORTEST_COMPOUND})


def _sibling_stems(entry: Entry) -> Iterator[str]:
    for locale, text in entry.elsewhere:
        for forms in analyser(locale).all_forms(text):
            yield f"{locale}:{forms.stem}"


def _exact(entry: Entry) -> dict[str, Sequence[str]]:
    document = entry.document
    return {
        "reference": (document.reference,),
        "kind": (document.kind,),
        "hit": (document.hit,),
        "audience": document.audience,
        "topic": document.topics,
        "product": document.products,
        "market": document.meant_for,
        "shadow": entry.shadows,
    }
