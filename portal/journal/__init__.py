"""Visits and steps: what was done in the help centre, without knowing by whom.

The door of the room: `journal.record(actor, kind, …)`, and `{% count_step %}` for pages that
are only read (they may come from a cache, so they count themselves by one tiny image).
"""

from typing import TYPE_CHECKING, TypedDict, Unpack

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from portal.actors import Actor


class StepDetails(TypedDict, total=False):
    """What is known about a step besides its kind; all of it is optional.

    Without a market it is that of whoever acts.
    """

    family: str
    item_kind: str
    # The id of what in the text it is about: of a fix.
    part: str
    product: str
    market: str
    reader_locale: str
    text_locale: str
    is_fallback: bool
    is_outdated: bool
    query: str
    weak: bool | None
    helpful: bool | None
    rank: int | None
    attempt: "UUID | str | None"
    # Of a vote: whether it takes the place of what the same voter said before.
    replaces: bool
    at: "datetime | None"


def record(actor: "Actor", kind: str, **details: Unpack[StepDetails]) -> bool:
    """Write down one step of somebody's; never raises to the reader.

    False when the database could not take it, or only after a longer wait than counting is worth.
    Robots, staff and prefetches leave nothing; with Do-Not-Track or GPC only a daily total moves.
    """
    from portal.journal.recording import record as record_step

    return record_step(actor, kind, **details)


__all__ = ["StepDetails", "record"]
