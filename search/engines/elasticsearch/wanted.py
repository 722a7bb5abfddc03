"""What a text must contain to be an answer, as search.engines.cover judges it."""

from collections.abc import Iterable, Sequence, Set

from search.engines.cover import Wanted
from search.engines.elasticsearch import index
from search.engines.elasticsearch.readings import Expanded, Reading
from search.queries import Term


def wanted(expanded: Sequence[Expanded], texts: Iterable[Set[str]]) -> list[Wanted]:
    """What is wanted for each term; `texts` are the forms of each text that was found."""
    is_open = any(one.within or one.beginning for term in expanded for one in term.readings)
    known: Set[str] = frozenset().union(*texts) if is_open else frozenset()
    return [_wanted(one, known) for one in expanded]


def _wanted(expanded: Expanded, known: Set[str]) -> Wanted:
    ways = {_way(reading, known): reading.factor for reading in reversed(expanded.readings)}
    return Wanted(expanded.weight, tuple(ways), tuple(ways.values()))


def _way(reading: Reading, known: Set[str]) -> tuple[frozenset[str], ...]:
    first = reading.terms[0]
    if reading.beginning:
        return (frozenset(form for form in known if form.startswith(first.word)),)
    if reading.within:
        return (frozenset(_longer(first.stem, known)),)
    return tuple(_forms_of(term) for term in reading.terms)


def _longer(stem: str, known: Set[str]) -> Iterable[str]:
    for form in known:
        if form.startswith(stem) or (
            len(form) >= index.SHORTEST_COMPOUND - 1 and form.endswith(stem)
        ):
            yield form


def _forms_of(term: Term) -> frozenset[str]:
    """All that counts as this term in a text."""
    return frozenset((term.stem, term.word, *term.spellings))
