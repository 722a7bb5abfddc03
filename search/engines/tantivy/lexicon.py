"""What the embedded index knows of words, for one audience; asked word by word."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from tantivy import Occur, Query

from search.analysis.analyser import analyser
from search.analysis.vocabulary import Similar
from search.documents import KINDS
from search.engines import indexed_form as form
from search.engines.tantivy.open_index import OpenIndex
from search.queries import Term, term_of

_MOST_LONGER = 8
_MOST_BEGUN = 10
_LOOKED_AT = 30
_SHORTEST_BEGINNING = 2


class TantivyLexicon:
    """Implements search.engines.lexicon.Lexicon; remembers what it was asked."""

    def __init__(
        self, schema: Any, opened: OpenIndex, locale: str, audience: Collection[str]
    ) -> None:
        self._schema = schema
        self._opened = opened
        self._searcher = opened.searcher
        self._forms = analyser(locale).forms
        self._audience = frozenset(audience)
        seen = [(Occur.Should, self._one("audience", who)) for who in audience]
        self._seen = Query.const_score_query(Query.boolean_query(seen), 0.0)
        self._counts: dict[tuple[str, str], int] = {}
        self._words: dict[tuple[str, str], list[Term]] = {}

    @property
    def texts(self) -> int:
        """How many texts the audience may see."""
        known = self._opened.texts_seen
        if self._audience not in known:
            known[self._audience] = self._count(self._seen)
        return known[self._audience]

    @cached_property
    def _sees_all(self) -> bool:
        """Whether that is all that the index has ever had: then what it counts itself is right."""
        every: int = sum(self._searcher.doc_freq("kind", kind) for kind in KINDS)
        return self.texts == every

    def frequency(self, term: Term) -> int:
        """How many of them have a term, in the spelling that most of them have."""
        spelt = (self._having(form.SPELLINGS, other) for other in term.spellings)
        return max((self._having(form.ALL_STEMS, term.stem), *spelt))

    def is_written(self, word: str) -> bool:
        """Whether one of them has a folded word just so."""
        return self._having(form.WORDS, word) > 0

    def is_joined(self, word: str) -> bool:
        """Whether one of them has two words as this one, be it with a hyphen."""
        return any(self._having(name, word) for name in (form.WORDS, form.SPELLINGS))

    def has_longer(self, term: Term) -> bool:
        """Whether one of them has longer words that begin or end with a term."""
        return bool(self.longer(term))

    def has_begun(self, term: Term) -> bool:
        """Whether a title has a word that begins with what was typed of a term."""
        return bool(self.begun(term))

    def similar(self, word: str) -> Sequence[Similar]:
        """Words near to a folded one."""
        near = self._opened.vocabulary.near(word)
        counted = (one._replace(frequency=self._having(form.WORDS, one.word)) for one in near)
        return [one for one in counted if one.frequency]

    def longer(self, term: Term) -> Sequence[Term]:
        """The most frequent longer words that begin or end with a term."""
        if ("longer", term.stem) not in self._words:
            found = [
                *((many, self._term(one)) for one, many in self._from(form.WORDS, term.stem)),
                *(
                    (many, Term(one[::-1], one[::-1]))
                    for one, many in self._from(form.BACKWARDS, term.stem[::-1])
                ),
            ]
            found.sort(key=lambda one: -one[0])
            words = _others(term, (one for _many, one in found))
            self._words["longer", term.stem] = words[:_MOST_LONGER]
        return self._words["longer", term.stem]

    def begun(self, term: Term) -> Sequence[Term]:
        """The most frequent words of titles that begin with what was typed of a term."""
        if ("begun", term.word) not in self._words:
            found = (self._term(one) for one, _many in self._from(form.TITLE_WORDS, term.word))
            self._words["begun", term.word] = _others(term, found)[:_MOST_BEGUN]
        return self._words["begun", term.word]

    def _term(self, word: str) -> Term:
        return term_of(self._forms(word))

    def _from(self, name: str, letters: str) -> list[tuple[str, int]]:
        """The most frequent words of a field that begin so, with how many texts have them."""
        if len(letters) < _SHORTEST_BEGINNING:
            return []
        found = self._searcher.terms_with_prefix(
            name,
            letters,
            filter_query=None if self._sees_all else self._seen,
            limit=_LOOKED_AT,
        )
        return [(word, many) for word, many in found if many]

    def _having(self, name: str, word: str) -> int:
        """How many texts have a word in a field."""
        way = (name, word)
        if way not in self._counts:
            many: int = self._searcher.doc_freq(name, word)
            if many and not self._sees_all:
                both = [(Occur.Must, self._seen), (Occur.Must, self._one(name, word))]
                many = self._count(Query.boolean_query(both))
            self._counts[way] = many
        return self._counts[way]

    def _one(self, name: str, word: str) -> Any:
        return Query.term_query(self._schema, name, word)

    def _count(self, query: Any) -> int:
        return int(self._searcher.search(query, 1).count)


def _others(term: Term, words: Iterable[Term]) -> list[Term]:
    """The words that are not forms of a term, each once."""
    by_stem: dict[str, Term] = {}
    for one in words:
        by_stem.setdefault(one.stem, one)
    by_stem.pop(term.stem, None)
    return list(by_stem.values())
