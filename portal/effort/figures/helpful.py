"""5: helpful rate."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import LEFT_OUT, Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.journal.models import StepKind

REASON = "reason"
"""Its values are a reason and an article, with a blank between."""


def _count(day: Day) -> Iterator[Case]:
    for step in day.steps(StepKind.VOTE):
        if step.helpful is not None:
            about = (("family", step.family),) if step.family else ()
            yield Case(step.locale, step.helpful, 1, step.network, about)
    for vote in day.votes:
        if vote.reason:
            about = ((REASON, f"{vote.reason} {vote.slug}"),)
            yield Case(vote.locale, 1, 0, about=about, is_beside=True)
    for (why, locale), count in day.strangers.items():
        yield Case(locale, count, 0, about=((LEFT_OUT, why),), is_beside=True)


FIGURE = Figure(
    key="helpful",
    number="5",
    title=_("Helpful rate"),
    numerator=_("votes that say yes"),
    denominator=_("votes that say yes or no"),
    cannot_know=_(
        "What those think who do not vote. A vote that is changed on a later day counts on both."
    ),
    source=Source.VOTES,
    count=_count,
    kinds=(StepKind.VOTE,),
    dimensions=("family", REASON, LEFT_OUT),
    good="up",
    has_trend=True,
    # 2: from the steps, so that no later day rewrites it.
    definition=2,
)
