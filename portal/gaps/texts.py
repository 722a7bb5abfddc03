"""How every text does: who read it and wrote all the same, whom it spared, what came next."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from portal.gaps import failing
from portal.gaps.failing import Span
from portal.gaps.models import LEAST_VISITS, TextFigures
from portal.journal.models import Step, StepKind
from search.queries import clean

_MOST_NEXT = 5
_CHUNK = 5_000
_READ = {StepKind.READ, StepKind.SUGGESTION_OPENED}
_NO_TEXTS = ["topic", "thread"]
_KINDS = [*_READ, StepKind.SEARCH, StepKind.SOLVED, StepKind.CONTACT_SENT]


class _Text(NamedTuple):
    """A family among the readers of one language."""

    family: str
    locale: str


@dataclass(slots=True)
class _Figures:
    read: int = 0
    wrote: int = 0
    spared: int = 0
    following: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Visit:
    """What one visit did with texts, step by step."""

    read: dict[_Text, None] = field(default_factory=dict)
    wrote: set[_Text] = field(default_factory=set)
    spared: set[str] = field(default_factory=set)
    following: set[tuple[_Text, str]] = field(default_factory=set)
    _last: _Text | None = None

    def take(self, step: Step) -> None:
        match step.kind:
            case StepKind.SEARCH:
                if self._last and step.query and failing.is_harmless(step.query):
                    self.following.add((self._last, clean(step.query).lower()))
                self._last = None
            case StepKind.SOLVED:
                self.spared.add(step.family)
            case StepKind.CONTACT_SENT:
                self.wrote |= self.read.keys()
                self.spared.clear()
            case _:
                self._last = _Text(step.family, step.reader_locale)
                self.read[self._last] = None


def count(at: datetime | None = None) -> int:
    """Count the visits of the period anew; returns of how many texts there is something to say."""
    found = _counted(failing.period(at or timezone.now()))
    rows = [
        TextFigures(
            family=text.family,
            locale=text.locale,
            read=one.read,
            wrote=one.wrote,
            spared=one.spared,
            following=_enough(one.following),
        )
        for text, one in sorted(found.items())
        if one.read >= LEAST_VISITS
    ]
    with transaction.atomic():
        TextFigures.objects.all().delete()
        TextFigures.objects.bulk_create(rows, batch_size=_CHUNK)
    return len(rows)


def _counted(span: Span) -> dict[_Text, _Figures]:
    found: dict[_Text, _Figures] = defaultdict(_Figures)
    for visit in _visits(span):
        for text in visit.read:
            figures = found[text]
            figures.read += 1
            figures.wrote += text in visit.wrote
            figures.spared += text.family in visit.spared
        for text, typed in visit.following:
            found[text].following[typed] += 1
    return found


def _visits(span: Span) -> Iterator[_Visit]:
    steps = (
        Step.objects.counted()
        .filter(day__gte=span.first, day__lte=span.last, kind__in=_KINDS)
        .exclude(visit=None)
        .exclude(kind__in=_READ, family="")
        .exclude(kind__in=_READ, item_kind__in=_NO_TEXTS)
        .order_by("visit", "at", "pk")
        .only("visit_id", "kind", "family", "reader_locale", "query")
    )
    for _pk, together in groupby(steps.iterator(_CHUNK), key=attrgetter("visit_id")):
        yield _taken(together)


def _taken(steps: Iterable[Step]) -> _Visit:
    visit = _Visit()
    for step in steps:
        visit.take(step)
    return visit


def _enough(following: Counter[str]) -> Sequence[str]:
    """What enough visits typed right after, the most frequent first."""
    ordered = sorted(following.items(), key=lambda one: (-one[1], one[0]))
    return [text for text, visits in ordered[:_MOST_NEXT] if visits >= LEAST_VISITS]
