"""4: self-service score."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, is_help
from portal.effort.figures.base import MERGED, Figure, Source
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for steps in day.visits:
        used = any(map(is_help, steps))
        sent = any(step.kind == "contact_sent" for step in steps)
        if used or sent:
            yield Case(steps[0].locale, used, sent, steps[0].network)


FIGURE = Figure(
    key="self_service",
    number="4",
    title=_("Self-service score"),
    numerator=_("visits that used help"),
    denominator=_("visits that sent a request"),
    cannot_know=MERGED,
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.READ, StepKind.READ_THREAD, StepKind.CONTACT_SENT),
    form="ratio",
    good="up",
)
