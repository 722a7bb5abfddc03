"""Which slips are offered as "did you mean", whatever engine found the words."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from search.analysis.analyser import analyser
from search.documents import Document
from search.queries import Query, Term
from search.ranking import WEIGHTS, enough


class Variant(Protocol):
    """One way to take a term, as each engine has its own."""

    @property
    def terms(self) -> Sequence[Term]:
        """Its words."""

    @property
    def factor(self) -> float:
        """How much it counts."""

    @property
    def is_typo(self) -> bool:
        """Whether the term is a slip of it."""


def offered(readings: Iterable[Variant], *, fits: bool) -> list[Term]:
    """The words that a term may be a slip of, the likeliest first.

    When a text fits what was typed, only what is one letter away: anything else is more likely a
    word that nobody has heard of.
    """
    return [
        one.terms[0]
        for one in readings
        if one.is_typo and not (fits and one.factor <= WEIGHTS.far_typo)
    ]


def fits(query: Query, best: Document | None) -> bool:
    """Whether the best text has most of the words, in whatever form, as they were typed."""
    if best is None or len(query.terms) < 2:
        return False
    takes_apart = analyser(best.locale)
    texts = (best.title, best.summary, best.body, *best.keywords, *best.headings)
    forms = {form for text in texts for one in takes_apart.all_forms(text) for form in one.all}
    met = [term for term in query.terms if not forms.isdisjoint({term.stem, *term.spellings})]
    return len(met) >= enough(len(query.terms))
