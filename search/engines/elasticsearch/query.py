"""A request as a query: the second of a search's two round trips, and the one that ranks.

Terms are told as terms, never parsed, so nothing that was typed is syntax.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from search.analysis.analyser import analyser
from search.engines.base import Request
from search.engines.elasticsearch import index
from search.engines.elasticsearch.clauses import (
    Clause,
    all_of,
    any_of,
    begins,
    best_of,
    boosted,
    has_word,
    is_word,
    phrase,
    raised,
    scoring,
    starting,
)
from search.engines.elasticsearch.readings import Expanded, Reading
from search.engines.elasticsearch.words import has_term, has_within
from search.entries import shadow
from search.queries import Query, Term
from search.ranking import WEIGHTS

# Fields that many texts leave empty: how rare a word is in them says nothing, so what counts is
# that it is there, and how rare it is in all the text (as BM25 in a text of average length).
_SPARSE = frozenset({"keywords", "summary", "headings"})


def seen_by(request: Request) -> Clause:
    """What of an index exists for this reader."""
    return {"terms": {"audience": list(request.audience)}}


def whole(request: Request, expanded: Sequence[Expanded]) -> Clause:
    """Everything a request asks: what must hold, and what decides the order."""
    query = request.query
    is_brief = query.is_unfinished or request.is_guess
    terms = [_term(one, is_brief) for one in expanded]
    text = [*terms, *_elsewhere(query, expanded)]
    must = [phrase(index.WORDS, words, 0) for words in query.phrases]
    # What is named itself is found whether it has the words or not.
    has_words = _words(text, expanded, request.least_words, is_brief) if text else None
    if has_words and not request.only:
        must.append(has_words)
    may = [has_words] if has_words and request.only else []
    wanted: Clause = {
        "bool": {
            "filter": list(_filters(request)),
            "must_not": list(_exclusions(request)),
            "must": must,
            "should": [*may, *_extra(request), *_exact_first(expanded)] if text else [],
        }
    }
    return {
        "function_score": {
            "query": wanted,
            "field_value_factor": {"field": index.QUALITY, "missing": 1.0},
            "boost_mode": "multiply",
        }
    }


def only_what_may_be_found(request: Request) -> Clause:
    """What must hold of a text besides its words."""
    return {"bool": {"filter": list(_filters(request)), "must_not": list(_exclusions(request))}}


def _filters(request: Request) -> Iterable[Clause]:
    yield seen_by(request)
    for name, values in (
        ("kind", request.kinds),
        ("topic", request.topics),
        ("product", request.products),
        ("market", request.meant_for),
        ("hit", request.only),
    ):
        if values:
            yield {"terms": {name: sorted(values)}}


def _exclusions(request: Request) -> Iterable[Clause]:
    shadows = [shadow(locale, one) for locale in request.readers for one in request.audience]
    for name, values in (("shadow", shadows), ("hit", sorted(request.without))):
        if values:
            yield {"terms": {name: values}}


def _words(
    text: Sequence[Clause], expanded: Sequence[Expanded], least: int, is_brief: bool
) -> Clause:
    some = any_of(text, least)
    if is_brief or len(expanded) < 2:
        return some
    every = {"bool": {"filter": [any_of(list(map(_occurs, one.readings))) for one in expanded]}}
    return raised(some, every, 1 + WEIGHTS.all_words)


def _occurs(reading: Reading) -> Clause:
    """That a text has the reading, wherever, at the least expense."""
    first = reading.terms[0]
    if reading.beginning:
        return begins(index.TITLE_WORDS, first.word)
    if reading.within:
        return has_within(first)
    return {"bool": {"filter": [has_term(term) for term in reading.terms]}}


def _term(expanded: Expanded, is_brief: bool) -> Clause:
    """Texts with the term in any reading; `is_brief`: at less expense."""
    first, *others = expanded.readings
    # How rare any other word is has not been asked.
    found = [_reading(first, is_brief, expanded.rarity)]
    return best_of([*found, *(_reading(one, is_brief or one.is_tried) for one in others)])


def _reading(reading: Reading, is_brief: bool, rarity: float = 0.0) -> Clause:
    if reading.within:
        found = _within(reading.terms[0], is_brief)
    elif reading.beginning:
        boost = WEIGHTS.fields["title"]
        found = starting(index.TITLE_WORDS, reading.terms[0].word, boost)
    elif is_brief:
        found = all_of([_somewhere(term) for term in reading.terms])
    else:
        found = all_of([_one(term, rarity) for term in reading.terms])
    return boosted(found, reading.factor)


def _one(term: Term, rarity: float) -> Clause:
    weights = WEIGHTS.fields
    places = [
        has_word(name, term.stem, weights[field] * rarity)
        if rarity and field in _SPARSE
        else is_word(name, term.stem, weights[field])
        for field, name in index.STEMS.items()
    ]
    for other in term.spellings:
        places.append(is_word(index.SPELLINGS, other, WEIGHTS.spelling))
        places.append(is_word(index.TITLE_SPELLINGS, other, WEIGHTS.spelling * weights["title"]))
    typed = is_word(index.WORDS, term.word, WEIGHTS.as_typed)
    return {"bool": {"must": [best_of(places, WEIGHTS.tie)], "should": [typed]}}


def _somewhere(term: Term) -> Clause:
    """The term, in the title or anywhere: at less expense."""
    weights = WEIGHTS.fields
    places = [
        is_word(index.STEMS["title"], term.stem, weights["title"]),
        is_word(index.ALL_STEMS, term.stem, weights["body"]),
        *(is_word(index.SPELLINGS, other, WEIGHTS.spelling) for other in term.spellings),
    ]
    return best_of(places, WEIGHTS.tie)


def _within(term: Term, is_brief: bool) -> Clause:
    """Longer words that begin or end with the term; `is_brief`: however rare they are."""
    starts = begins if is_brief else starting
    weights = WEIGHTS.fields
    backwards = term.stem[::-1]
    return best_of(
        [
            starts(index.STEMS["title"], term.stem, weights["title"]),
            starts(index.STEMS["keywords"], term.stem, weights["keywords"]),
            starts(index.ALL_STEMS, term.stem, weights["body"]),
            starts(index.TITLE_BACKWARDS, backwards, weights["title"]),
            starts(index.BACKWARDS, backwards, weights["body"]),
        ],
        WEIGHTS.tie,
    )


def _elsewhere(query: Query, expanded: Sequence[Expanded]) -> Iterable[Clause]:
    if all(one.is_known for one in expanded):
        return
    for locale, stem in query.elsewhere:
        yield is_word(index.ELSEWHERE, f"{locale}:{stem}", WEIGHTS.elsewhere)


def _extra(request: Request) -> Iterable[Clause]:
    query = request.query
    if request.is_guess:
        return
    if len(query.terms) > 1 and not query.is_unfinished:
        for pair in pairwise(term.stem for term in query.terms):
            yield phrase(index.ALL_STEMS, pair, WEIGHTS.phrase_slop, WEIGHTS.phrase)
            yield phrase(index.STEMS["title"], pair, 1, WEIGHTS.title_phrase)
    words = (token.forms.word for token in analyser(query.locale).tokens(query.text))
    yield is_word(index.WHOLE_TITLE, index.whole(words), WEIGHTS.whole_title)


def _exact_first(expanded: Sequence[Expanded]) -> Iterable[Clause]:
    """Texts with the typed words themselves, when some are found by synonyms, too."""
    exact = [one for one in expanded if one.occurs]
    if any(one.term.synonyms for one in exact):
        words = sum(max(map(len, one.term.synonyms), default=0) for one in exact)
        found = all_of([_one(one.term, one.rarity) for one in exact])
        yield scoring(found, WEIGHTS.exact_first * words)
