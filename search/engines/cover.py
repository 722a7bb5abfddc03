"""How much of a query a document contains: the same judgement whatever engine found it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from search.analysis.lexicon.words import lexicon
from search.queries import Query, Term
from search.ranking import COVER


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term's weight, and ways to meet it: sets of forms that must all occur, with a factor."""

    weight: float
    ways: tuple[tuple[frozenset[str], ...], ...]
    factors: tuple[float, ...]


def telling(term: Term, locale: str) -> float:
    """How much a word of a query weighs: the rarer it is in its language, the more.

    Not the rarer it is in the texts: in a small portal "get" is as rare as "invoice".
    """
    frequency = 0.0 if term.is_code else lexicon(locale).zipf(term.word)
    return max(COVER.commonest - frequency, COVER.least) if frequency else COVER.unlisted


def cover(prominent: Set[str], anywhere: Set[str], wanted: Sequence[Wanted]) -> float:
    """The share (0 to 1) of the wanted weight that a document contains.

    `prominent` are the forms (stems, words, spellings) in title, keywords, summary and headings,
    `anywhere` those of the whole document.
    """
    total = sum(one.weight for one in wanted)
    met = sum(one.weight * _met(one, prominent, anywhere) for one in wanted)
    return met / total if total else 0.0


def cover_elsewhere(naming: Set[str], query: Query) -> float:
    """The same for a query in another language: by what names the text there.

    `naming` are the stems of its title and keywords in other languages ("da:netværk"). Fewer than
    most of the query's words say nothing.
    """
    by_language: dict[str, set[str]] = {}
    for locale, stem in query.elsewhere:
        by_language.setdefault(locale, set()).add(f"{locale}:{stem}")
    shares = (len(stems & naming) / len(stems) for stems in by_language.values())
    best = max(shares, default=0.0)
    return COVER.elsewhere * best if best > 0.5 else 0.0


def _met(wanted: Wanted, prominent: Set[str], anywhere: Set[str]) -> float:
    best = 0.0
    for way, factor in zip(wanted.ways, wanted.factors, strict=True):
        if factor > best and all(not part.isdisjoint(anywhere) for part in way):
            stands_out = all(not part.isdisjoint(prominent) for part in way)
            best = max(best, factor if stands_out else factor * COVER.in_body)
    return best
