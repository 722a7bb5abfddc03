"""A request as a query: the second of a search's two round trips, and the one that ranks.

Terms are told as terms, never parsed, so nothing that was typed is syntax.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from search.engines import indexed_form as form
from search.engines.base import Request
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
from search.engines.elasticsearch.lexicon import has_longer, has_term
from search.engines.expansion import Expanded, Variant, Way, exact_first, sibling_stems
from search.queries import Term
from search.ranking import WEIGHTS


def seen_by(request: Request) -> Clause:
    """What of an index exists for this reader."""
    return {"terms": {"audience": list(request.audience)}}


def whole(request: Request, expanded: Sequence[Expanded]) -> Clause:
    """Everything a request asks: what must hold, and what decides the order."""
    query = request.query
    is_brief = query.is_unfinished or request.is_guess
    terms = [_term(one, is_brief) for one in expanded]
    siblings = [
        is_word(form.SIBLING_STEMS, stem, WEIGHTS.siblings)
        for stem in sibling_stems(query, expanded)
    ]
    text = [*terms, *siblings]
    must = [phrase(form.WORDS, words, 0) for words in query.phrases]
    # What is named itself is found whether it has the words or not.
    has_words = _words(text, expanded, request.least_words, is_brief) if text else None
    if has_words and not request.only:
        must.append(has_words)
    may = [has_words] if has_words and request.only else []
    wanted: Clause = {
        "bool": {
            "filter": _filters(request),
            "must_not": _exclusions(request),
            "must": must,
            "should": [*may, *_extra(request), *_exact_first(expanded)] if text else [],
        }
    }
    return {
        "function_score": {
            "query": wanted,
            "field_value_factor": {"field": form.QUALITY, "missing": 1.0},
            "boost_mode": "multiply",
        }
    }


def only_what_may_be_found(request: Request) -> Clause:
    """What must hold of a text besides its words."""
    return {"bool": {"filter": _filters(request), "must_not": _exclusions(request)}}


def _filters(request: Request) -> list[Clause]:
    return [{"terms": {name: sorted(some)}} for name, some in request.required.items()]


def _exclusions(request: Request) -> list[Clause]:
    return [{"terms": {name: sorted(some)}} for name, some in request.excluded.items()]


def _words(
    text: Sequence[Clause], expanded: Sequence[Expanded], least: int, is_brief: bool
) -> Clause:
    some = any_of(text, least)
    if is_brief or len(expanded) < 2:
        return some
    every = {"bool": {"filter": [any_of(list(map(_occurs, one.variants))) for one in expanded]}}
    return raised(some, every, 1 + WEIGHTS.all_words)


def _occurs(variant: Variant) -> Clause:
    """That a text has the variant, wherever, at the least expense."""
    first = variant.terms[0]
    if variant.way is Way.BEGUN:
        return begins(form.TITLE_WORDS, first.word)
    if variant.way is Way.LONGER:
        return has_longer(first)
    return {"bool": {"filter": [has_term(term) for term in variant.terms]}}


def _term(expanded: Expanded, is_brief: bool) -> Clause:
    """Texts with the term in any variant; `is_brief`: at less expense."""
    first, *others = expanded.variants
    # How rare any other word is has not been asked. Of what is tried hardly any occurs.
    found = [_variant(first, is_brief, expanded.rarity)]
    return best_of([*found, *(_variant(one, is_brief or one.way is Way.APART) for one in others)])


def _variant(variant: Variant, is_brief: bool, rarity: float = 0.0) -> Clause:
    if variant.way is Way.LONGER:
        found = _longer(variant.terms[0], is_brief)
    elif variant.way is Way.BEGUN:
        boost = WEIGHTS.fields["title"]
        found = starting(form.TITLE_WORDS, variant.terms[0].word, boost)
    elif is_brief:
        found = all_of([_somewhere(term) for term in variant.terms])
    else:
        found = all_of([_one(term, rarity) for term in variant.terms])
    return boosted(found, variant.factor)


def _one(term: Term, rarity: float) -> Clause:
    weights = WEIGHTS.fields
    places = [
        has_word(name, term.stem, weights[field] * rarity)
        if rarity and field in form.SPARSE
        else is_word(name, term.stem, weights[field])
        for field, name in form.STEMS.items()
    ]
    for other in term.spellings:
        places.append(is_word(form.SPELLINGS, other, WEIGHTS.spelling))
        places.append(is_word(form.TITLE_SPELLINGS, other, WEIGHTS.spelling * weights["title"]))
    typed = is_word(form.WORDS, term.word, WEIGHTS.as_typed)
    return {"bool": {"must": [best_of(places, WEIGHTS.tie)], "should": [typed]}}


def _somewhere(term: Term) -> Clause:
    """The term, in the title or anywhere: at less expense."""
    weights = WEIGHTS.fields
    places = [
        is_word(form.STEMS["title"], term.stem, weights["title"]),
        is_word(form.ALL_STEMS, term.stem, weights["body"]),
        *(is_word(form.SPELLINGS, other, WEIGHTS.spelling) for other in term.spellings),
    ]
    return best_of(places, WEIGHTS.tie)


def _longer(term: Term, is_brief: bool) -> Clause:
    """Longer words that begin or end with the term; `is_brief`: however rare they are."""
    starts = begins if is_brief else starting
    weights = WEIGHTS.fields
    backwards = term.stem[::-1]
    return best_of(
        [
            starts(form.STEMS["title"], term.stem, weights["title"]),
            starts(form.STEMS["keywords"], term.stem, weights["keywords"]),
            starts(form.ALL_STEMS, term.stem, weights["body"]),
            starts(form.TITLE_BACKWARDS, backwards, weights["title"]),
            starts(form.BACKWARDS, backwards, weights["body"]),
        ],
        WEIGHTS.tie,
    )


def _extra(request: Request) -> Iterable[Clause]:
    query = request.query
    if request.is_guess:
        return
    if len(query.terms) > 1 and not query.is_unfinished:
        for pair in pairwise(term.stem for term in query.terms):
            yield phrase(form.ALL_STEMS, pair, WEIGHTS.phrase_slop, WEIGHTS.phrase)
            yield phrase(form.STEMS["title"], pair, 1, WEIGHTS.title_phrase)
    words = form.as_one_term(query.text, query.locale)
    yield is_word(form.WHOLE_TITLE, words, WEIGHTS.whole_title)


def _exact_first(expanded: Sequence[Expanded]) -> Iterable[Clause]:
    exact, score = exact_first(expanded)
    if exact:
        yield scoring(all_of([_one(one.term, one.rarity) for one in exact]), score)
