"""Coverage: how much of a query a document contains, the same judgement whatever found it."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from search.engines.expansion import Expanded, Variant, Way
from search.engines.indexed_form import SHORTEST_COMPOUND
from search.queries import Query, Term
from search.ranking import COVERAGE

type Parts = tuple[frozenset[str], ...]
"""Sets of forms, of each of which one must occur."""


@dataclass(frozen=True, slots=True)
class Need:
    """A term's weight, and the ways to meet it with how much each counts."""

    weight: float
    ways: Mapping[Parts, float]


def needs(expanded: Sequence[Expanded], texts: Iterable[Set[str]]) -> list[Need]:
    """What a text should contain of a query; `texts` are the forms of each one that was found."""
    is_open = any(one.way in _OPEN for term in expanded for one in term.variants)
    found: Set[str] = frozenset().union(*texts) if is_open else frozenset()
    return [_need(one, found) for one in expanded]


def coverage(prominent: Set[str], anywhere: Set[str], needed: Sequence[Need]) -> float:
    """The share (0 to 1) of the needed weight that a document contains.

    `prominent` are the forms (stems, words, spellings) in title, keywords, summary and headings,
    `anywhere` those of the whole document.
    """
    total = sum(one.weight for one in needed)
    met = sum(one.weight * _met(one, prominent, anywhere) for one in needed)
    return met / total if total else 0.0


def is_met(way: Parts, forms: Set[str]) -> bool:
    """Whether a text with these forms meets a way."""
    return not any(part.isdisjoint(forms) for part in way)


def coverage_by_siblings(naming: Set[str], query: Query) -> float:
    """The same for a query in another language: by what names the text there.

    `naming` are the stems of its title and keywords in other languages ("da:netværk"). Fewer than
    most of the query's words say nothing.
    """
    by_language: dict[str, set[str]] = {}
    for locale, stem in query.elsewhere:
        by_language.setdefault(locale, set()).add(f"{locale}:{stem}")
    shares = (len(stems & naming) / len(stems) for stems in by_language.values())
    best = max(shares, default=0.0)
    return COVERAGE.siblings * best if best > 0.5 else 0.0


def _need(expanded: Expanded, found: Set[str]) -> Need:
    # Of two variants that the same forms meet, the first counts.
    return Need(
        expanded.weight,
        {_parts(one, found): one.factor for one in reversed(expanded.variants)},
    )


def _parts(variant: Variant, found: Set[str]) -> Parts:
    if variant.way in _OPEN:
        first, meets = variant.terms[0], _OPEN[variant.way]
        return (frozenset(form for form in found if meets(form, first)),)
    return tuple(map(_forms, variant.terms))


def _is_longer(form: str, term: Term) -> bool:
    return form.startswith(term.stem) or (
        len(form) >= SHORTEST_COMPOUND - 1 and form.endswith(term.stem)
    )


# Variants that any of many words meets: those of the texts that were found are looked through.
_OPEN: Mapping[Way, Callable[[str, Term], bool]] = {
    Way.LONGER: _is_longer,
    Way.BEGUN: lambda form, term: form.startswith(term.word),
}


def _forms(term: Term) -> frozenset[str]:
    """All that counts as this term in a text."""
    return frozenset((term.stem, term.word, *term.spellings))


def _met(need: Need, prominent: Set[str], anywhere: Set[str]) -> float:
    best = 0.0
    for way, factor in need.ways.items():
        if factor > best and is_met(way, anywhere):
            stands_out = is_met(way, prominent)
            best = max(best, factor if stands_out else factor * COVERAGE.in_body)
    return best
