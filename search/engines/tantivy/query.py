"""A request as a tantivy query. Query objects only: nothing typed is ever parsed as syntax."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import tantivy
from tantivy import Occur

from search.engines import indexed_form as form
from search.engines.base import Request
from search.engines.expansion import Expanded, Variant, Way, exact_first, sibling_stems
from search.engines.lexicon import rarity
from search.engines.tantivy import index
from search.engines.tantivy.lexicon import TantivyLexicon
from search.queries import Query, Term
from search.ranking import WEIGHTS

Make = tantivy.Query  # Apart from what was typed: search.queries.Query.


def only_what_may_be_found(schema: Any, request: Request, ids: Iterable[str]) -> Any:
    """Texts that may be found and whose passages have one of these ids."""
    musts = [*_filters(schema, request), _any(schema, index.PASSAGES, ids)]
    return Make.boolean_query([(Occur.Must, one) for one in musts])


class QueryBuilder:
    """Builds tantivy queries for one language's index, by the words that it has."""

    def __init__(self, schema: Any, searcher: Any, lexicon: TantivyLexicon) -> None:
        self._schema = schema
        self._searcher = searcher
        self._lexicon = lexicon

    def whole(self, request: Request, expanded: Sequence[Expanded]) -> Any:
        """Everything a request asks: what must hold, and what decides the order."""
        query = request.query
        musts = [(Occur.Must, one) for one in _filters(self._schema, request)]
        musts += [(Occur.Must, self._phrase(form.WORDS, words, 0)) for words in query.phrases]
        terms = [self._variants(one) for one in expanded]
        siblings = [
            Make.boost_query(self._term(form.SIBLING_STEMS, stem), WEIGHTS.siblings)
            for stem in sibling_stems(query, expanded)
        ]
        text: list[tuple[Occur, Any]] = [(Occur.Should, one) for one in [*terms, *siblings]]
        if text:
            # What is named itself is found whether it has the words or not.
            need = Occur.Should if request.only else Occur.Must
            musts.append((need, Make.boolean_query(text, request.least_words)))
        extra = [*self._extra(query, terms), *self._exact_first(expanded)] if text else []
        return Make.boolean_query([*musts, *((Occur.Should, one) for one in extra)])

    def _term(self, name: str, value: str) -> Any:
        return Make.term_query(self._schema, name, value)

    def _variants(self, expanded: Expanded) -> Any:
        found = [
            Make.boost_query(query, variant.factor)
            for variant in expanded.variants
            for query in self._met_by(variant)
        ]
        return found[0] if len(found) == 1 else Make.disjunction_max_query(found, 0.0)

    def _met_by(self, variant: Variant) -> Iterable[Any]:
        """Queries of which any meets a variant; none where no text can."""
        first = variant.terms[0]
        if variant.way is Way.LONGER:
            return map(self._one, self._lexicon.longer(first))
        if variant.way is Way.BEGUN:
            return map(self._one, self._lexicon.begun(first))
        if variant.way is Way.APART and not all(map(self._lexicon.frequency, variant.terms)):
            return ()
        return (_all(map(self._one, variant.terms)),)

    def _one(self, term: Term) -> Any:
        weights = WEIGHTS.fields
        rare = rarity(self._lexicon.frequency(term), self._lexicon.texts)
        places = [
            Make.const_score_query(self._term(name, term.stem), weights[field] * rare)
            if field in form.SPARSE
            else Make.boost_query(self._term(name, term.stem), weights[field])
            for field, name in form.STEMS.items()
        ]
        for other in term.spellings:
            if self._searcher.doc_freq(form.SPELLINGS, other):
                spelt = WEIGHTS.spelling
                places.append(Make.boost_query(self._term(form.SPELLINGS, other), spelt))
                title = self._term(form.TITLE_SPELLINGS, other)
                places.append(Make.boost_query(title, spelt * weights["title"]))
        best = Make.disjunction_max_query(places, WEIGHTS.tie)
        typed = Make.boost_query(self._term(form.WORDS, term.word), WEIGHTS.as_typed)
        return Make.boolean_query([(Occur.Must, best), (Occur.Should, typed)])

    def _extra(self, query: Query, terms: Sequence[Any]) -> Iterable[Any]:
        if len(terms) > 1:
            yield Make.boost_query(_all(terms), WEIGHTS.all_words)
            for pair in pairwise(term.stem for term in query.terms):
                near = self._phrase(form.ALL_STEMS, pair, WEIGHTS.phrase_slop)
                yield Make.boost_query(near, WEIGHTS.phrase)
                title = self._phrase(form.STEMS["title"], pair, 1)
                yield Make.boost_query(title, WEIGHTS.title_phrase)
        words = form.as_one_term(query.text, query.locale)
        yield Make.boost_query(self._term(form.WHOLE_TITLE, words), WEIGHTS.whole_title)

    def _exact_first(self, expanded: Sequence[Expanded]) -> Iterable[Any]:
        exact, score = exact_first(expanded)
        if exact:
            yield Make.const_score_query(_all(self._one(one.term) for one in exact), score)

    def _phrase(self, name: str, words: Sequence[str], slop: int) -> Any:
        if len(words) == 1:
            return self._term(name, words[0])
        return Make.phrase_query(self._schema, name, list(words), slop)


def _filters(schema: Any, request: Request) -> Iterable[Any]:
    """What must or must not hold; adds nothing to a score."""
    for name, values in request.required.items():
        yield _any(schema, name, values)
    for name, values in request.excluded.items():
        without = [(Occur.Must, Make.all_query()), (Occur.MustNot, _any(schema, name, values))]
        yield Make.const_score_query(Make.boolean_query(without), 0.0)


def _any(schema: Any, name: str, values: Iterable[str]) -> Any:
    wanted = [(Occur.Should, Make.term_query(schema, name, value)) for value in values]
    return Make.const_score_query(Make.boolean_query(wanted), 0.0)


def _all(queries: Iterable[Any]) -> Any:
    wanted = [(Occur.Must, query) for query in queries]
    return wanted[0][1] if len(wanted) == 1 else Make.boolean_query(wanted)
