"""An answer from what an engine found: the same judgement whatever found it."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.documents import Document
from search.engines.base import Answer, Match, Request
from search.engines.correcting import correction
from search.engines.coverage import Need, coverage, coverage_by_siblings, is_met, needs
from search.engines.expansion import Expanded
from search.engines.indexed_form import KeptForms
from search.engines.neighbours import Neighbours


@dataclass(frozen=True, slots=True)
class Found:
    """A text that an engine found, as it keeps it."""

    document: Document
    score: float
    forms: KeptForms


def answer(
    request: Request,
    expanded: Sequence[Expanded],
    *,
    page: Sequence[Found],
    total: int,
    close: Sequence[Found],
    neighbours: Neighbours,
) -> Answer:
    """The answer to a request; `page` is of the `total`, `close` are the near ones beside it."""
    both = (*page, *close)
    needed = needs(expanded, [one.forms.anywhere for one in both])

    def judged(one: Found) -> Match:
        covered = max(
            coverage(one.forms.prominent, one.forms.anywhere, needed),
            coverage_by_siblings(one.forms.naming, request.query),
        )
        return Match(one.document, one.score, covered)

    return Answer(
        matches=tuple(map(judged, page)),
        total=total,
        correction=correction(
            request.query, expanded, [(one.forms.anywhere, one.document) for one in both]
        ),
        marked=_marked(needed, both),
        near=neighbours.among(map(judged, close)),
    )


def _marked(needed: Sequence[Need], texts: Sequence[Found]) -> frozenset[str]:
    """The forms that count as a match: of ways that one of the texts meets."""
    return frozenset().union(
        *(
            part
            for one in needed
            for way in one.ways
            if any(is_met(way, text.forms.anywhere) for text in texts)
            for part in way
        )
    )
