"""3: from reading to contact, and of which article."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, StepFact
from portal.effort.figures.base import Figure, Source
from portal.journal.models import StepKind

_READ = (StepKind.READ, StepKind.SUGGESTION_OPENED)
_NO_TEXTS = {"topic", "thread"}

type Text = tuple[str, str]
"""A family, and the language of who read it."""


def _count(day: Day) -> Iterator[Case]:
    for steps in day.visits:
        sent = [step.at for step in steps if step.kind == StepKind.CONTACT_SENT]
        last = max(sent, default=None)
        for (family, locale), at in _first_read(steps).items():
            wrote = last is not None and at <= last
            yield Case(locale, wrote, 1, steps[0].network, (("family", family),))


def _first_read(steps: Iterable[StepFact]) -> dict[Text, datetime]:
    """When a visit first read each text."""
    first: dict[Text, datetime] = {}
    for step in steps:
        if step.kind in _READ and step.family and step.item_kind not in _NO_TEXTS:
            first.setdefault((step.family, step.locale), step.at)
    return first


FIGURE = Figure(
    key="wrote_after_reading",
    number="3",
    title=_("From reading to contact"),
    numerator=_("articles read by a visit that then sent a request"),
    denominator=_("articles read by a visit, each once"),
    cannot_know=_(
        "Whether the article was why they wrote. A visit ends at midnight, and people behind one"
        " address with the same browser are one visit."
    ),
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.READ, StepKind.SUGGESTION_OPENED),
    dimensions=("family",),
    good="down",
)
