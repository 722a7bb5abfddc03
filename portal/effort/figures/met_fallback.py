"""What readers got in another language: what of it to translate first."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, StepFact
from portal.effort.figures.base import MERGED, Figure, Source
from portal.journal.models import StepKind


def met(day: Day, is_met: Callable[[StepFact], bool]) -> Iterator[Case]:
    """The articles that a visit read in this state, each once in each of its languages."""
    for steps in day.visits:
        read = (one for one in steps if one.kind == StepKind.READ and one.family and is_met(one))
        for family, locale in dict.fromkeys((one.family, one.locale) for one in read):
            yield Case(locale, 1, 1, steps[0].network, (("family", family),))


def _count(day: Day) -> Iterator[Case]:
    return met(day, lambda step: step.is_fallback)


_WORDS = _("articles that a visit got in another language than its own, each once")

FIGURE = Figure(
    key="met_fallback",
    number="",
    title=_("Got in another language"),
    numerator=_WORDS,
    denominator=_WORDS,
    cannot_know=MERGED,
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.READ,),
    dimensions=("family",),
    form="number",
)
