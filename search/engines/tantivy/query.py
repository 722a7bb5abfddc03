"""A request as a tantivy query. Query objects only: nothing typed is ever parsed as syntax."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import tantivy
from tantivy import Occur

from search.analysis.analyser import analyser
from search.engines.base import Request
from search.engines.cover import telling
from search.engines.slips import is_real, meant, meant_beside
from search.engines.tantivy import index
from search.engines.tantivy.readings import Expanded, Reading
from search.engines.vocabulary import Vocabulary
from search.entries import shadow
from search.queries import Query, Term, term_of
from search.ranking import WEIGHTS

Make = tantivy.Query  # Apart from what was typed: search.queries.Query.
_MOST_COMPOUNDS = 8
_MOST_COMPLETIONS = 10
_SHORTEST_PART = 4


# Often left empty, so their average length says nothing: what counts is that a word is there.
_SPARSE = frozenset({"keywords", "summary", "headings"})


def idf(frequency: int, size: int) -> float:
    """How rare a word is that so many of the documents have (as in BM25)."""
    return math.log(1 + (max(size - frequency, 0) + 0.5) / (frequency + 0.5))


class Expander:
    """Finds the readings of a query's terms in one language's words."""

    def __init__(self, searcher: Any, vocabulary: Vocabulary, locale: str) -> None:
        self._searcher = searcher
        self._vocabulary = vocabulary
        self._locale = locale
        self._takes_apart = analyser(locale)

    def expand(self, query: Query) -> list[Expanded]:
        """The terms of a query with their readings."""
        expanded = []
        for place, term in enumerate(query.terms):
            readings = [Reading((term,), 1.0)]
            readings += [Reading(words, WEIGHTS.synonym) for words in term.synonyms]
            if not term.is_code:
                readings += self._joined(query.terms, place)
                readings += self._compounds(term)
                if query.is_unfinished and place == len(query.terms) - 1:
                    readings += self._completions(term)
            frequency = self._frequency(term)
            is_known = bool(frequency) or len(readings) > 1
            if not frequency and not term.is_code:
                # Not yet known: two short words may make up a misspelt one by chance.
                readings += self._apart(term)
            readings += self._typos(query, place, is_known=is_known)
            weight, occurs = telling(term, query.locale), bool(frequency)
            expanded.append(Expanded(term, tuple(readings), weight, is_known, occurs))
        return expanded

    def _frequency(self, term: Term) -> int:
        found: int = self._searcher.doc_freq(index.ALL_STEMS, term.stem)
        spelt = [self._searcher.doc_freq(index.SPELLINGS, other) for other in term.spellings]
        most: int = max([found, *spelt])
        return most

    def _known(self, word: str) -> Term | None:
        term = term_of(self._takes_apart.forms(word))
        return term if self._frequency(term) else None

    def _joined(self, terms: Sequence[Term], place: int) -> Iterable[Reading]:
        for first in (place - 1, place):
            if 0 <= first < len(terms) - 1:
                for link in self._takes_apart.row.linking:
                    word = terms[first].word + link + terms[first + 1].word
                    if self._searcher.doc_freq(index.WORDS, word) or (
                        not link and self._searcher.doc_freq(index.SPELLINGS, word)
                    ):
                        yield Reading((term_of(self._takes_apart.forms(word)),), WEIGHTS.joined)

    def _apart(self, term: Term) -> Iterable[Reading]:
        """The two words that an unknown compound consists of, if both are known."""
        word = term.word
        if not self._takes_apart.row.compounds:
            return
        for at in range(len(word) - 3, 2, -1):
            right = self._known(word[at:])
            if right is None:
                continue
            for link in self._takes_apart.row.linking:
                left = word[:at].removesuffix(link)
                if len(left) >= 3 and (known := self._known(left)):
                    yield Reading((known, right), WEIGHTS.joined)
                    return

    def _compounds(self, term: Term) -> Iterable[Reading]:
        """Compounds that begin or end with the term."""
        if not self._takes_apart.row.compounds or len(term.stem) < _SHORTEST_PART:
            return
        forms = self._takes_apart.forms
        found = [
            (frequency, term_of(forms(word)))
            for word, frequency in self._beginning(index.WORDS, term.stem)
        ]
        found += [
            (frequency, Term(stem[::-1], stem[::-1]))
            for stem, frequency in self._beginning(index.BACKWARDS, term.stem[::-1])
        ]
        seen = {term.stem}
        for _frequency, other in sorted(found, key=lambda one: -one[0]):
            if other.stem not in seen and len(seen) <= _MOST_COMPOUNDS:
                seen.add(other.stem)
                yield Reading((other,), WEIGHTS.compound)

    def _completions(self, term: Term) -> Iterable[Reading]:
        """Words of titles that begin with what has been typed of the last word."""
        seen = {term.stem}
        for word, _frequency in self._beginning(index.TITLE_WORDS, term.word):
            other = term_of(self._takes_apart.forms(word))
            if other.stem not in seen and len(seen) <= _MOST_COMPLETIONS:
                seen.add(other.stem)
                yield Reading((other,), WEIGHTS.joined)

    def _beginning(self, name: str, letters: str) -> list[tuple[str, int]]:
        if len(letters) < 2:
            return []
        found: list[tuple[str, int]] = self._searcher.terms_with_prefix(name, letters, limit=200)
        return sorted(found, key=lambda one: -one[1])[:30]

    def _typos(self, query: Query, place: int, *, is_known: bool) -> Iterable[Reading]:
        term = query.terms[place]
        if term.is_code or term.is_protected or (is_known and not self._is_odd(query, place)):
            return
        near = self._vocabulary.similar(term.word)
        if is_known:
            found = meant_beside(term, near, self._locale)
        else:
            found = meant(term.word, near, self._locale)
        nearest = min((one.distance for one in found), default=0)
        for similar in found:
            if similar.distance > nearest:
                continue
            factor = WEIGHTS.typo if similar.distance == 1 else WEIGHTS.far_typo
            yield Reading((term_of(self._takes_apart.forms(similar.word)),), factor, is_typo=True)

    def _is_odd(self, query: Query, place: int) -> bool:
        """Whether no text has a word as it was typed to its end, and nobody knows it."""
        term = query.terms[place]
        is_begun = query.is_unfinished and place == len(query.terms) - 1
        is_written = is_begun or term.synonyms or self._searcher.doc_freq(index.WORDS, term.word)
        return not is_written and not is_real(term.word, self._locale)


class QueryBuilder:
    """Builds tantivy queries for one language's index."""

    def __init__(self, schema: Any, searcher: Any) -> None:
        self._schema = schema
        self._searcher = searcher

    def whole(self, request: Request, expanded: Sequence[Expanded]) -> Any:
        """Everything a request asks: what must hold, and what decides the order."""
        query = request.query
        musts = [(Occur.Must, one) for one in self.filters(request)]
        musts += [
            (Occur.Must, self._phrase(index.WORDS, list(words), 0)) for words in query.phrases
        ]
        terms = [self._readings(one) for one in expanded]
        elsewhere = self._elsewhere(query, expanded)
        text: list[tuple[Occur, Any]] = [(Occur.Should, one) for one in [*terms, *elsewhere]]
        if text:
            # What is named itself is found whether it has the words or not.
            need = Occur.Should if request.only else Occur.Must
            musts.append((need, Make.boolean_query(text, request.least_words)))
        extra = [*self._extra(query, terms), *self._exact_first(expanded)] if text else []
        return Make.boolean_query([*musts, *((Occur.Should, one) for one in extra)])

    def near(self, request: Request, ids: Iterable[str]) -> Any:
        """Texts that may be found and whose passages have one of these ids."""
        musts = [*self.filters(request), self._any(index.PASSAGES, ids)]
        return Make.boolean_query([(Occur.Must, one) for one in musts])

    def filters(self, request: Request) -> Iterable[Any]:
        """What must or must not hold; adds nothing to a score."""
        yield self._any("audience", request.audience)
        for name, values in (
            ("kind", request.kinds),
            ("topic", request.topics),
            ("product", request.products),
            ("market", request.meant_for),
            ("hit", request.only),
        ):
            if values:
                yield self._any(name, values)
        shadows = [shadow(locale, one) for locale in request.readers for one in request.audience]
        for name, values in (("shadow", shadows), ("hit", list(request.without))):
            if values:
                yield Make.const_score_query(
                    Make.boolean_query(
                        [(Occur.Must, Make.all_query()), (Occur.MustNot, self._any(name, values))]
                    ),
                    0.0,
                )

    def _any(self, name: str, values: Iterable[str]) -> Any:
        wanted = [(Occur.Should, self._term(name, value)) for value in values]
        return Make.const_score_query(Make.boolean_query(wanted), 0.0)

    def _term(self, name: str, value: str) -> Any:
        return Make.term_query(self._schema, name, value)

    def _readings(self, expanded: Expanded) -> Any:
        readings = [
            Make.boost_query(self._all(map(self._one, reading.terms)), reading.factor)
            for reading in expanded.readings
        ]
        return readings[0] if len(readings) == 1 else Make.disjunction_max_query(readings, 0.0)

    def _all(self, queries: Iterable[Any]) -> Any:
        wanted = [(Occur.Must, query) for query in queries]
        return wanted[0][1] if len(wanted) == 1 else Make.boolean_query(wanted)

    def _one(self, term: Term) -> Any:
        weights = WEIGHTS.fields
        rarity = self._rarity(term)
        places = [
            Make.const_score_query(self._term(name, term.stem), weights[field] * rarity)
            if field in _SPARSE
            else Make.boost_query(self._term(name, term.stem), weights[field])
            for field, name in index.STEMS.items()
        ]
        for other in term.spellings:
            if self._searcher.doc_freq(index.SPELLINGS, other):
                spelt = WEIGHTS.spelling
                places.append(Make.boost_query(self._term(index.SPELLINGS, other), spelt))
                title = self._term(index.TITLE_SPELLINGS, other)
                places.append(Make.boost_query(title, spelt * weights["title"]))
        best = Make.disjunction_max_query(places, WEIGHTS.tie)
        typed = Make.boost_query(self._term(index.WORDS, term.word), WEIGHTS.as_typed)
        return Make.boolean_query([(Occur.Must, best), (Occur.Should, typed)])

    def _rarity(self, term: Term) -> float:
        frequency = self._searcher.doc_freq(index.ALL_STEMS, term.stem)
        return idf(frequency, self._searcher.num_docs)

    def _elsewhere(self, query: Query, expanded: Sequence[Expanded]) -> Iterable[Any]:
        if all(one.is_known for one in expanded):
            return
        for locale, stem in query.elsewhere:
            term = self._term(index.ELSEWHERE, f"{locale}:{stem}")
            yield Make.boost_query(term, WEIGHTS.elsewhere)

    def _extra(self, query: Query, terms: Sequence[Any]) -> Iterable[Any]:
        if len(terms) > 1:
            yield Make.boost_query(self._all(terms), WEIGHTS.all_words)
            stems = [term.stem for term in query.terms]
            for pair in map(list, pairwise(stems)):
                near = self._phrase(index.ALL_STEMS, pair, WEIGHTS.phrase_slop)
                yield Make.boost_query(near, WEIGHTS.phrase)
                yield Make.boost_query(self._phrase("t", pair, 1), WEIGHTS.title_phrase)
        words = index.whole(
            token.forms.word for token in analyser(query.locale).tokens(query.text)
        )
        yield Make.boost_query(self._term(index.WHOLE_TITLE, words), WEIGHTS.whole_title)

    def _exact_first(self, expanded: Sequence[Expanded]) -> Iterable[Any]:
        """Texts with the typed words themselves, when some are found by synonyms, too."""
        exact = [one for one in expanded if one.occurs]
        if any(one.term.synonyms for one in exact):
            words = sum(max(map(len, one.term.synonyms), default=0) for one in exact)
            found = self._all(self._one(one.term) for one in exact)
            yield Make.const_score_query(found, WEIGHTS.exact_first * words)

    def _phrase(self, name: str, words: list[str], slop: int) -> Any:
        if len(words) == 1:
            return self._term(name, words[0])
        return Make.phrase_query(self._schema, name, words, slop)
