"""What readers got as an outdated translation: what of it to bring up to date first."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import MERGED, Figure, Source
from portal.effort.figures.met_fallback import met
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    # In another language it is not the translation into their own that would have to be mended.
    return met(day, lambda step: step.is_poor and not step.is_fallback)


_WORDS = _("articles that a visit got as an outdated translation, each once")

FIGURE = Figure(
    key="met_outdated",
    number="",
    title=_("Got outdated"),
    numerator=_WORDS,
    denominator=_WORDS,
    cannot_know=MERGED,
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.READ,),
    dimensions=("family",),
    form="number",
)
