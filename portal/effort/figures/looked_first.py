"""3: looked first, wrote anyway."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, StepFact, is_help
from portal.effort.figures.base import MERGED, Figure, Source
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for steps in day.visits:
        for contact in requests_of(steps):
            looked = [
                step
                for step in steps
                if (is_help(step) or step.kind == "search") and step.at <= contact.at
            ]
            about = tuple(("family", step.family) for step in looked if step.family)
            yield Case(contact.locale, bool(looked), 1, contact.network, about)


def requests_of(steps: Iterable[StepFact]) -> Iterator[StepFact]:
    """The requests of a visit: one form is one request, however often it is sent."""
    seen: set[UUID] = set()
    for step in steps:
        if step.kind != "contact_sent" or step.start in seen:
            continue
        if step.start:
            seen.add(step.start)
        yield step


FIGURE = Figure(
    key="failed",
    number="3",
    title=_("Looked first, wrote anyway"),
    numerator=_("requests whose visit read or searched before"),
    denominator=_("requests sent"),
    cannot_know=MERGED,
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.CONTACT_SENT,),
    dimensions=("family",),
    parts=("family",),
    has_trend=True,
)
