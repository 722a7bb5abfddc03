"""The figures, one module each. Page, file, roll-ups and docs read this list and no other."""

from portal.effort.figures import (
    accepted_answer,
    by_peers,
    explicit,
    first_answer,
    first_contact_resolution,
    first_response,
    helpful,
    implicit,
    kept_promises,
    language_gap,
    looked_first,
    met_fallback,
    met_outdated,
    peer,
    questions,
    quiet,
    reads,
    requests,
    resolution,
    satisfaction,
    search_contact,
    search_first_five,
    search_reformulated,
    search_weak,
    self_service,
    starts_ended,
    thread_views,
    unanswered,
    wrote_after_reading,
)
from portal.effort.figures.base import Figure, Source

FIGURES: tuple[Figure, ...] = tuple(
    module.FIGURE
    for module in (
        *(requests, starts_ended, explicit, peer, implicit, looked_first, wrote_after_reading),
        *(self_service, helpful),
        *(search_weak, search_first_five, search_reformulated, search_contact),
        *(satisfaction, first_response, resolution, first_contact_resolution, kept_promises),
        *(unanswered, by_peers, questions, first_answer, accepted_answer, thread_views),
        *(language_gap, met_fallback, met_outdated, reads, quiet),
    )
)
BY_KEY = {figure.key: figure for figure in FIGURES}
COMPARED = tuple(figure for figure in FIGURES if figure.is_compared)


def definitions() -> dict[str, int]:
    """By figure, the number of the definition that is in force."""
    return {figure.key: figure.definition for figure in FIGURES}


__all__ = ["BY_KEY", "COMPARED", "FIGURES", "Figure", "Source", "definitions"]
