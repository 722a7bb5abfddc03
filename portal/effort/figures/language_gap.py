"""11: language gap."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, is_intent
from portal.effort.figures.base import MERGED, Figure, Source
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for steps in day.visits:
        if is_intent(steps):
            poor = [step for step in steps if step.kind == "read" and step.is_poor]
            about = tuple(("family", step.family) for step in poor if step.family)
            yield Case(steps[0].locale, bool(poor), 1, steps[0].network, about)


FIGURE = Figure(
    key="language_gap",
    number="11",
    title=_("Language gap"),
    numerator=_("intent visits served a fallback or outdated text"),
    denominator=_(
        "intent visits (searched, opened the contact form, or read two or more articles)"
    ),
    cannot_know=MERGED,
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.SEARCH, StepKind.READ, StepKind.CONTACT_OPENED),
    dimensions=("family",),
    parts=("family",),
    good="down",
    has_trend=True,
)
