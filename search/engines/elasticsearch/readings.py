"""What each word of a query may mean in an index: itself, a part of a compound, a typing error."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.analysis.analyser import analyser
from search.engines.base import Request
from search.engines.cover import telling
from search.engines.elasticsearch import index
from search.engines.elasticsearch.words import Words
from search.engines.slips import is_real, meant, meant_beside
from search.engines.vocabulary import Similar, edits
from search.queries import Query, Term, term_of
from search.ranking import WEIGHTS

_SHORTEST_HALF = 3


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
    """A term with all its readings, and what it weighs in search.engines.cover."""

    term: Term
    readings: tuple[Reading, ...]
    weight: float
    is_known: bool
    rarity: float
    occurs: bool = True


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
    weight = telling(term, query.locale)
    return Expanded(term, tuple(readings), weight, is_known=False, rarity=0.0, occurs=False)


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
    readings += _typos(query, place, words.typos[place], is_known=is_known)
    weight, rarity = telling(term, query.locale), words.rarity(frequency)
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


def _typos(query: Query, place: int, words: Sequence[str], *, is_known: bool) -> Iterable[Reading]:
    """`words` are there only where no text has the term as it was typed."""
    term, takes_apart = query.terms[place], analyser(query.locale)
    if term.is_code or term.is_protected or (is_known and not _is_odd(query, place)):
        return
    near = [Similar(word, min(edits(term.word, word, 2), 2), 0) for word in words]
    if is_known:
        found = meant_beside(term, near, query.locale)
    else:
        found = meant(term.word, near, query.locale)
    for similar in found:
        factor = WEIGHTS.typo if similar.distance == 1 else WEIGHTS.far_typo
        yield Reading((term_of(takes_apart.forms(similar.word)),), factor, is_typo=True)


def _is_odd(query: Query, place: int) -> bool:
    """Whether a word was typed to its end, and nobody knows it."""
    term = query.terms[place]
    is_taken = term.synonyms or _is_last(query, place)
    return not is_taken and not is_real(term.word, query.locale)
