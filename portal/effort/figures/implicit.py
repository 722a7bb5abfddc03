"""2: implicit deflection."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.journal.models import StepKind

JOINED = "joined"
"""The kind under which it is kept how many starts were joined to a request by their visit only."""


def _count(day: Day) -> Iterator[Case]:
    for start in day.contacts():
        if start.saw and start.is_settled(day.now):
            helped = start.opened and not start.is_sent and start.went_on != "way"
            by_visit = start.went_on == "visit" and not start.ended("sent")
            joined = ((JOINED, "visit"),) if by_visit else ()
            yield Case(start.locale, helped, 1, start.network, (*start.about, *joined))


FIGURE = Figure(
    key="implicit",
    number="2",
    title=_("Implicit deflection"),
    numerator=_("contact starts that opened a suggestion and ended in no request"),
    denominator=_("contact starts that saw suggestions, 24 hours or more ago"),
    cannot_know=_(
        "Who was helped and who gave up: both are in here, and so is who said “this solved"
        " it” after opening. Nor does it know of calls. Never add it to figure 1."
    ),
    source=Source.ATTEMPTS,
    count=_count,
    kinds=(StepKind.CONTACT_STARTED,),
    dimensions=(JOINED, "topic", "product", "market", "family"),
    parts=("family",),
    good="up",
    has_trend=True,
    # 2: a request by another form of the same tab, link or visit ends it, too.
    definition=2,
)
