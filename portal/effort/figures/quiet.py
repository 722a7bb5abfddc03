"""How much was done by readers who asked not to be followed: it stands beside all figures."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source

KEY = "quiet"
STEP = "step"


def _count(day: Day) -> Iterator[Case]:
    for (kind, locale), count in day.quiet.items():
        yield Case(locale, count, count, about=((STEP, kind),))
    for steps in day.visits:
        for step in steps:
            yield Case(step.locale, 0, 1)


FIGURE = Figure(
    key=KEY,
    number="",
    title=_("Done by readers who asked not to be followed"),
    numerator=_("steps of readers who sent Do-Not-Track or Global Privacy Control"),
    denominator=_("steps"),
    cannot_know=_("Whether they were helped: they are in no other figure."),
    source=Source.VISITS,
    count=_count,
    dimensions=(STEP,),
    form="number",
    # 2: without reloads on either side, and with all that is done in a form.
    definition=2,
)
