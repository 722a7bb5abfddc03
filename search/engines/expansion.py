"""Query expansion: in which ways each word of a query is taken, the same whatever the engine.

A word is itself; a wording that editors call the same; a part of a longer word, or half of one
that the query writes as two; and, where no text that the audience may see has it, what it may be
a slip of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from search.analysis.analyser import analyser
from search.analysis.dictionary.words import dictionary
from search.analysis.vocabulary import likeliest, nearest
from search.engines.indexed_form import SHORTEST_COMPOUND
from search.engines.lexicon import Lexicon, rarity
from search.queries import Query, Term, term_of
from search.queries.slips import is_real, meant, meant_beside
from search.ranking import COVERAGE, WEIGHTS

# Parts of longer words have so many letters at least: of shorter ones, any word is made by chance.
SHORTEST_PART: Final = 4


class Way(Enum):
    """How a variant stands to the term."""

    TYPED = auto()
    SYNONYM = auto()
    # Written in one word with its neighbour; two words that it consists of, tried unseen.
    JOINED = auto()
    APART = auto()
    # Not the term itself, but longer words that begin or end with it; words that it begins.
    LONGER = auto()
    BEGUN = auto()
    # A word that it may be a slip of, one letter away or two.
    SLIP = auto()
    FAR_SLIP = auto()


_FACTORS = MappingProxyType(
    {
        Way.TYPED: 1.0,
        Way.SYNONYM: WEIGHTS.synonym,
        Way.JOINED: WEIGHTS.joined,
        Way.APART: WEIGHTS.joined,
        Way.LONGER: WEIGHTS.compound,
        Way.BEGUN: WEIGHTS.joined,
        Way.SLIP: WEIGHTS.typo,
        Way.FAR_SLIP: WEIGHTS.far_typo,
    }
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to take a term: these words must all occur."""

    terms: tuple[Term, ...]
    way: Way = Way.TYPED

    @property
    def factor(self) -> float:
        """How much it counts."""
        return _FACTORS[self.way]

    @property
    def is_slip(self) -> bool:
        """Whether the term is taken for a slip of it."""
        return self.way in (Way.SLIP, Way.FAR_SLIP)


@dataclass(frozen=True, slots=True)
class Expanded:
    """A term with its variants, the first of them itself.

    `weight`: how much it says, in search.engines.coverage; `rarity`: how rare it is in the texts;
    `occurs`: whether a text has it as it was typed, `is_known`: or in another way than by a slip.
    """

    term: Term
    variants: tuple[Variant, ...]
    weight: float
    rarity: float = 0.0
    is_known: bool = False
    occurs: bool = False


def expand(query: Query, lexicon: Lexicon) -> list[Expanded]:
    """The terms of a query with their variants."""
    return [_expanded(query, place, lexicon) for place in range(len(query.terms))]


def as_it_stands(query: Query) -> list[Expanded]:
    """The same for what is looked for at once, without asking what an index knows of it."""
    found = []
    for place, term in enumerate(query.terms):
        begun = (Variant((term,), Way.BEGUN),) if is_begun(query, place) else ()
        found.append(Expanded(term, (Variant((term,)), *begun), telling(term, query.locale)))
    return found


def joined(query: Query) -> list[str]:
    """All words that `expand` asks a lexicon for as two of the query's in one."""
    every = (one for place in range(len(query.terms)) for one in _joined(query, place))
    return list(dict.fromkeys(every))


def is_begun(query: Query, place: int) -> bool:
    """Whether a term is the one being typed, and its end may be missing."""
    is_last = query.is_unfinished and place == len(query.terms) - 1
    return is_last and not query.terms[place].is_code


def may_be_longer(query: Query, term: Term) -> bool:
    """Whether a term is looked for as a part of longer words."""
    return (
        len(term.stem) >= SHORTEST_PART
        and not term.is_code
        and analyser(query.locale).row.compounds
    )


def may_be_slip(query: Query, place: int, lexicon: Lexicon) -> bool:
    """Whether a term may be a slip: no text has it, or none just so and nobody knows it."""
    term = query.terms[place]
    if term.is_code or term.is_protected:
        return False
    if not _is_known(query, place, lexicon):
        return True
    is_taken = term.synonyms or is_begun(query, place) or lexicon.is_written(term.word)
    return not is_taken and not is_real(term.word, query.locale)


def sibling_stems(query: Query, expanded: Sequence[Expanded]) -> list[str]:
    """The query's stems in other languages ("en:print"), where one of its terms is not known."""
    if all(one.is_known for one in expanded):
        return []
    return [f"{locale}:{stem}" for locale, stem in query.elsewhere]


def exact_first(expanded: Sequence[Expanded]) -> tuple[list[Expanded], float]:
    """The terms that texts have as they were typed, and what having all of them adds to a score.

    None and nothing unless texts may be found by other wordings of these instead.
    """
    exact = [one for one in expanded if one.occurs]
    words = sum(max(map(len, one.term.synonyms), default=0) for one in exact)
    return (exact, WEIGHTS.exact_first * words) if words else ([], 0.0)


def telling(term: Term, locale: str) -> float:
    """How much a word of a query weighs: the rarer it is in its language, the more.

    Not the rarer it is in the texts: in a small portal "get" is as rare as "invoice".
    """
    frequency = 0.0 if term.is_code else dictionary(locale).zipf(term.word)
    if not frequency:
        return COVERAGE.unlisted
    return max(COVERAGE.commonest - frequency, COVERAGE.least)


def _expanded(query: Query, place: int, lexicon: Lexicon) -> Expanded:
    term = query.terms[place]
    frequency = lexicon.frequency(term)
    known = list(_known(query, place, lexicon))
    variants = [Variant((term,)), *known]
    if not frequency and not term.is_code and not is_begun(query, place):
        # Not yet known: two short words may make up a misspelt one by chance.
        variants += _apart(query, term)
    if may_be_slip(query, place, lexicon):
        variants += _slips(query, term, lexicon, is_known=bool(frequency or known))
    return Expanded(
        term,
        tuple(variants),
        weight=telling(term, query.locale),
        rarity=rarity(frequency, lexicon.texts),
        is_known=bool(frequency or known),
        occurs=bool(frequency),
    )


def _is_known(query: Query, place: int, lexicon: Lexicon) -> bool:
    return bool(lexicon.frequency(query.terms[place])) or any(_known(query, place, lexicon))


def _known(query: Query, place: int, lexicon: Lexicon) -> Iterator[Variant]:
    """What else is meant by a term that texts have."""
    term = query.terms[place]
    for words in term.synonyms:
        yield Variant(words, Way.SYNONYM)
    for word in _joined(query, place):
        if lexicon.is_joined(word):
            yield Variant((term_of(analyser(query.locale).forms(word)),), Way.JOINED)
    if may_be_longer(query, term) and lexicon.has_longer(term):
        yield Variant((term,), Way.LONGER)
    if is_begun(query, place) and lexicon.has_begun(term):
        yield Variant((term,), Way.BEGUN)


def _joined(query: Query, place: int) -> Iterator[str]:
    """A term and its neighbour as a text may write them: in one word."""
    terms = query.terms
    if terms[place].is_code:
        return
    for first in (place - 1, place):
        if 0 <= first < len(terms) - 1:
            for link in analyser(query.locale).row.linking:
                yield terms[first].word + link + terms[first + 1].word


def _apart(query: Query, term: Term) -> Iterator[Variant]:
    """The two words that an unknown compound may consist of."""
    takes_apart, word = analyser(query.locale), term.word
    if not takes_apart.row.compounds or len(word) < SHORTEST_COMPOUND:
        return
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        right = term_of(takes_apart.forms(word[at:]))
        for link in takes_apart.row.linking:
            if word[:at].endswith(link) and at - len(link) >= SHORTEST_PART:
                left = term_of(takes_apart.forms(word[:at].removesuffix(link)))
                yield Variant((left, right), Way.APART)


def _slips(query: Query, term: Term, lexicon: Lexicon, *, is_known: bool) -> Iterator[Variant]:
    """The words that a term may be a slip of: none that is farther than one that surely occurs."""
    near, forms = likeliest(term.word, lexicon.similar(term.word)), analyser(query.locale).forms
    mean = (
        meant_beside(term, near, query.locale)
        if is_known
        else meant(term.word, near, query.locale)
    )
    least = nearest(mean)
    for one in mean:
        if one.distance <= least:
            way = Way.SLIP if one.distance == 1 else Way.FAR_SLIP
            yield Variant((term_of(forms(one.word)),), way)
