"""1: explicit deflection."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source, of_start
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    return (of_start(start, hit=start.is_solved) for start in day.contacts() if start.saw)


FIGURE = Figure(
    key="explicit",
    number="1",
    title=_("Explicit deflection"),
    numerator=_(
        "contact starts that saw suggestions and ended with “this solved it” and in no request"
    ),
    denominator=_("contact starts that saw suggestions"),
    cannot_know=_("Whether it stayed solved, or whether the reader asked in another way later."),
    source=Source.ATTEMPTS,
    count=_count,
    kinds=(StepKind.CONTACT_STARTED,),
    dimensions=("topic", "product", "market", "family"),
    parts=("family",),
    good="up",
    has_trend=True,
    # 2: "solved" that is followed by a request is not solved.
    definition=2,
)
