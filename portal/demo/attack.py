"""A script of one network, on one day of the sample, as the journal leaves it.

It searches, votes and says "solved" a thousand times. Of each kind a hundred rows are kept, and of
the others their number.
"""

import random
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from portal.deflection.models import Attempt, Outcome
from portal.demo import story
from portal.demo.visits import Rows
from portal.journal.models import BeyondShare, Step, StepKind, Visit
from portal.journal.shares import ROWS

DAYS_AGO = 9
TIMES = 1_000
_NETWORK = f"{story.SEED:016x}"
_VOTED_DOWN = "connect-hub-to-wifi"
_QUERY = "cheap bonus code"
_BEGINS = time(3, 10)
_KINDS = (
    *(StepKind.SEARCH, StepKind.VOTE),
    *(StepKind.CONTACT_STARTED, StepKind.SUGGESTED, StepKind.SOLVED),
)


def draw_rows(now: datetime) -> Rows:
    """What is kept of it, three seconds apart."""
    draw = random.Random(f"attack {story.SEED}")  # noqa: S311 - a fixed sample, not a secret
    day = (now - timedelta(days=DAYS_AGO)).date()
    begin = datetime.combine(day, _BEGINS, tzinfo=UTC)
    rows = Rows()
    for number in range(ROWS):
        at = begin + timedelta(seconds=3 * number)
        visit = Visit(day=day, key=f"{draw.getrandbits(128):032x}", network=_NETWORK)
        start = Attempt(
            kind=Attempt.Kind.CONTACT,
            id=uuid.UUID(int=draw.getrandbits(128), version=4),
            reader_locale=_locale(),
            visit=visit,
            started_at=at,
            saw_suggestions=True,
            outcome=Outcome.SOLVED,
            outcome_at=at,
        )
        rows.visits.append(visit)
        rows.starts.append(start)
        rows.steps += _steps(visit, start, at)
    return rows


def _steps(visit: Visit, start: Attempt, at: datetime) -> Sequence[Step]:
    about: dict[StepKind, dict[str, object]] = {
        StepKind.SEARCH: {"query": _QUERY, "weak": True},
        StepKind.VOTE: {"family": _VOTED_DOWN, "item_kind": "article", "helpful": False},
    }
    return [
        Step(
            visit=visit,
            day=visit.day,
            at=at,
            kind=kind,
            reader_locale=_locale(),
            subject=f"{place:016x}",
            **about.get(kind, {"attempt": start.id}),
        )
        for place, kind in enumerate(_KINDS)
    ]


def further(now: datetime) -> list[BeyondShare]:
    """The numbers of what came when the network's rows were full."""
    day = (now - timedelta(days=DAYS_AGO)).date()
    about = {"day": day, "network": _NETWORK, "locale": _locale()}
    return [BeyondShare(kind=kind, count=TIMES - ROWS, **about) for kind in _KINDS]


def _locale() -> str:
    """The first of those that the sample has readers of."""
    return next(iter(story.VISITS))
