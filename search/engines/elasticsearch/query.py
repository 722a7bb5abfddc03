"""A request as a query: the second of a search's two round trips, and the one that ranks.

Terms are told as terms, never parsed, so nothing that was typed is syntax.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from search.engines.elasticsearch.words import Words, has_term
from search.engines.vocabulary import edits
from search.entries import shadow
from search.queries import Query, Term, term_of
from search.ranking import WEIGHTS

_SHORTEST_HALF = 3
# Fields that many texts leave empty: how rare a word is in them says nothing, so what counts is
# that it is there, and how rare it is in all the text (as BM25 in a text of average length).
_SPARSE = frozenset({"keywords", "summary", "headings"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a term: its words must all occur; how much that counts.

    `within`: not the term itself, but longer words with it; `beginning`: words it begins.
    `is_tried`: one of many guesses, of which hardly any occurs in a text.
    """

    terms: tuple[Term, ...]
    factor: float
    is_typo: bool = False
    is_tried: bool = False
    within: bool = False
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Expanded:
    """A term with all its readings, and its weight in this language (the rarer, the more)."""

    term: Term
    readings: tuple[Reading, ...]
    weight: float
    is_known: bool
    rarity: float
    occurs: bool = True


def seen_by(request: Request) -> Clause:
    """What of an index exists for this reader."""
    return {"terms": {"audience": list(request.audience)}}


def expand(request: Request, words: Words) -> list[Expanded]:
    """The terms of a query with their readings."""
    return [_expanded(request.query, words, place) for place in range(len(request.query.terms))]


def as_it_stands(query: Query) -> list[Expanded]:
    """The terms of a guess: looked for at once, without what the index knows of them."""
    return [_as_it_stands(query, place) for place in range(len(query.terms))]


def _as_it_stands(query: Query, place: int) -> Expanded:
    term = query.terms[place]
    readings = [Reading((term,), 1.0)]
    if _is_last(query, place):
        readings.append(Reading((term,), WEIGHTS.joined, beginning=True))
    return Expanded(term, tuple(readings), weight=1.0, is_known=False, rarity=0.0, occurs=False)


def _is_last(query: Query, place: int) -> bool:
    """Whether the term is the one being typed."""
    return query.is_unfinished and place == len(query.terms) - 1


def _expanded(query: Query, words: Words, place: int) -> Expanded:
    term = query.terms[place]
    frequency = words.with_term[place]
    compounds = words.with_compound[place]
    beginning = words.beginning if _is_last(query, place) else 0
    readings = [Reading((term,), 1.0)]
    readings += [Reading(synonym, WEIGHTS.synonym) for synonym in term.synonyms]
    if not term.is_code:
        readings += _joined(query, place)
        if compounds:
            readings.append(Reading((term,), WEIGHTS.compound, within=True))
        if beginning:
            readings.append(Reading((term,), WEIGHTS.joined, beginning=True))
        if not frequency and not _is_last(query, place):
            readings += _apart(query, term)
    is_known = bool(frequency or compounds or beginning or term.synonyms)
    if not is_known and not term.is_code and not term.is_protected:
        readings += _typos(query, term, words.typos[place])
    known = [one for one in (frequency, compounds, beginning) if one]
    weight = words.weight(min(known)) if known else words.weight(0)
    rarity = words.weight(frequency)
    return Expanded(term, tuple(readings), weight, is_known, rarity, bool(frequency))


def _joined(query: Query, place: int) -> Iterable[Reading]:
    """A term and its neighbour as the text may write them: in one word."""
    takes_apart = analyser(query.locale)
    for first in (place - 1, place):
        if 0 <= first < len(query.terms) - 1:
            for link in takes_apart.row.linking:
                word = query.terms[first].word + link + query.terms[first + 1].word
                joined = term_of(takes_apart.forms(word))
                yield Reading((joined,), WEIGHTS.joined, is_tried=True)


def _apart(query: Query, term: Term) -> Iterable[Reading]:
    """The two words that an unknown compound may consist of."""
    takes_apart = analyser(query.locale)
    word = term.word
    if not takes_apart.row.compounds or len(word) < index.SHORTEST_COMPOUND:
        return
    for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        right = term_of(takes_apart.forms(word[at:]))
        for link in takes_apart.row.linking:
            if word[:at].endswith(link) and at - len(link) >= _SHORTEST_HALF:
                left = term_of(takes_apart.forms(word[:at].removesuffix(link)))
                yield Reading((left, right), WEIGHTS.joined, is_tried=True)


def _typos(query: Query, term: Term, words: Sequence[str]) -> Iterable[Reading]:
    takes_apart = analyser(query.locale)
    for word in words:
        near = abs(len(word) - len(term.word)) <= 1 and _is_one_off(word, term.word)
        factor = WEIGHTS.typo if near else WEIGHTS.far_typo
        yield Reading((term_of(takes_apart.forms(word)),), factor, is_typo=True)


def _is_one_off(one: str, other: str) -> bool:
    return edits(one, other, 1) <= 1


def whole(request: Request, expanded: Sequence[Expanded]) -> Clause:
    """Everything a request asks: what must hold, and what decides the order."""
    query = request.query
    terms = [_term(one, query.is_unfinished) for one in expanded]
    text = [*terms, *_elsewhere(query, expanded)]
    must = [phrase(index.WORDS, words, 0) for words in query.phrases]
    # What is named itself is found whether it has the words or not.
    has_words = _words(text, expanded, request.least_words) if text else None
    if has_words and not request.only:
        must.append(has_words)
    may = [has_words] if has_words and request.only else []
    wanted: Clause = {
        "bool": {
            "filter": list(_filters(request)),
            "must_not": list(_exclusions(request)),
            "must": must,
            "should": [*may, *_extra(query), *_exact_first(expanded)] if text else [],
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


def _words(text: Sequence[Clause], expanded: Sequence[Expanded], least: int) -> Clause:
    some = any_of(text, least)
    if len(expanded) < 2:
        return some
    every = {"bool": {"filter": [any_of(list(map(_occurs, one.readings))) for one in expanded]}}
    return raised(some, every, 1 + WEIGHTS.all_words)


def _occurs(reading: Reading) -> Clause:
    """That a text has the reading, wherever, at the least expense."""
    first = reading.terms[0]
    if reading.beginning:
        return begins(index.TITLE_WORDS, first.word)
    if reading.within:
        return any_of(
            [begins(index.ALL_STEMS, first.stem), begins(index.BACKWARDS, first.stem[::-1])]
        )
    return {"bool": {"filter": [has_term(term) for term in reading.terms]}}


def _term(expanded: Expanded, is_brief: bool) -> Clause:
    """Texts with the term in any reading; `is_brief`: at less expense, for words being typed."""
    first, *others = expanded.readings
    # How rare any other word is has not been asked.
    found = [_reading(first, is_brief, expanded.rarity)]
    return best_of([*found, *(_reading(one, is_brief or one.is_tried) for one in others)])


def _reading(reading: Reading, is_brief: bool, rarity: float = 0.0) -> Clause:
    if reading.within:
        found = _within(reading.terms[0])
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
    """The term, in title or keywords or anywhere: at less expense."""
    weights = WEIGHTS.fields
    places = [
        *(is_word(index.STEMS[name], term.stem, weights[name]) for name in ("title", "keywords")),
        is_word(index.ALL_STEMS, term.stem, weights["body"]),
        *(is_word(index.SPELLINGS, other, WEIGHTS.spelling) for other in term.spellings),
    ]
    return best_of(places, WEIGHTS.tie)


def _within(term: Term) -> Clause:
    """Longer words that begin or end with the term."""
    weights = WEIGHTS.fields
    backwards = term.stem[::-1]
    return best_of(
        [
            starting(index.STEMS["title"], term.stem, weights["title"]),
            starting(index.STEMS["keywords"], term.stem, weights["keywords"]),
            starting(index.ALL_STEMS, term.stem, weights["body"]),
            starting(index.TITLE_BACKWARDS, backwards, weights["title"]),
            starting(index.BACKWARDS, backwards, weights["body"]),
        ],
        WEIGHTS.tie,
    )


def _elsewhere(query: Query, expanded: Sequence[Expanded]) -> Iterable[Clause]:
    if all(one.is_known for one in expanded):
        return
    for locale, stem in query.elsewhere:
        yield is_word(index.ELSEWHERE, f"{locale}:{stem}", WEIGHTS.elsewhere)


def _extra(query: Query) -> Iterable[Clause]:
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
