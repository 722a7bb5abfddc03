"""In which ways a term of a query is taken."""

from dataclasses import dataclass

from search.queries import Term


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a term: its words must all occur; how much that counts."""

    terms: tuple[Term, ...]
    factor: float
    is_typo: bool = False


@dataclass(frozen=True, slots=True)
class Expanded:
    """A term with all its readings, and what it weighs in search.engines.cover."""

    term: Term
    readings: tuple[Reading, ...]
    weight: float
    is_known: bool
    occurs: bool = True
