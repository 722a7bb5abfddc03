"""Judgements from what readers did: opened a result of a query, and then said that it helped.

What it takes, within the 90 days that the text of a query is kept:

- A text is *related* (1) to a query when it was opened from its results in at least 5 visits on
  at least 2 days, and more of these visits then said that it helped than that it did not.
- It *answers* it (2) when at least 3 of these visits said that it helped, and at most a quarter
  of those that said anything said no.

Judgements made by hand are never changed, and a query that is known to have no answer is left
alone. Queries with masked personal data are left out; so are readers who asked not to be followed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, groupby
from operator import itemgetter

from django.db import transaction
from django.utils import timezone

from portal import locales
from portal.journal import days as calendar
from portal.journal.models import Step, StepKind
from portal.journal.openings import Opening, openings
from portal.journal.retention import QUERY_TEXT
from portal.text.masking import MASK
from search.tuning.models import Grade, JudgedQuery, Judgement, Source, normal

VISITS = 5
DAYS = 2
YES = 3
MOST_NO = 0.25
MOST = 500
"""So many queries of one language grow at a time, those opened most."""


@dataclass(slots=True)
class Seen:
    """What visits did with one text that a query found."""

    visits: int = 0
    days: set[date] = field(default_factory=set)
    yes: int = 0
    no: int = 0
    typed: Counter[str] = field(default_factory=Counter)

    @property
    def grade(self) -> Grade | None:
        """What it amounts to; None for too little."""
        if self.visits < VISITS or len(self.days) < DAYS or self.yes <= self.no:
            return None
        answers = self.yes >= YES and self.no <= MOST_NO * (self.yes + self.no)
        return Grade.ANSWER if answers else Grade.RELATED


type Key = tuple[str, str, str]
"""Language, the query's normal form, and the text."""


def grow(at: datetime | None = None) -> int:
    """Bring the judgements from clicks and votes up to date; returns how many changed."""
    first = calendar.day_of((at or timezone.now()) - QUERY_TEXT)
    by_query: dict[tuple[str, str], dict[str, Seen]] = defaultdict(dict)
    for (locale, text, family), seen in _seen(first).items():
        if seen.grade is not None:
            by_query[locale, text][family] = seen
    changed = 0
    for locale in locales.codes():
        own = {text: found for (code, text), found in by_query.items() if code == locale}
        known = {normal(one.query, locale): one for one in _judged(locale)} if own else {}
        most = sorted(own, key=lambda text: -sum(seen.visits for seen in own[text].values()))
        for text in most[:MOST]:
            with transaction.atomic():
                changed += _keep(locale, known.get(text), own[text])
    return changed


def _judged(locale: str) -> Iterator[JudgedQuery]:
    yield from JudgedQuery.objects.filter(locale=locale).prefetch_related("judgements")


def _keep(locale: str, judged: JudgedQuery | None, found: dict[str, Seen]) -> int:
    if judged is None:
        typed = sum((seen.typed for seen in found.values()), Counter[str]())
        judged = JudgedQuery.objects.create(locale=locale, query=typed.most_common(1)[0][0])
        known: dict[str, Judgement] = {}
    else:
        known = {one.family: one for one in judged.judgements.all()}
        if not known:
            return 0
    changed = 0
    for family, seen in found.items():
        row = known.get(family) or Judgement(
            judged=judged, family=family, source=Source.READERS, grade=Grade.NOTHING
        )
        if row.source == Source.READERS and row.grade != seen.grade and seen.grade is not None:
            row.grade = seen.grade
            row.save()
            changed += 1
    return changed


def _seen(first: date) -> dict[Key, Seen]:
    seen: dict[Key, Seen] = defaultdict(Seen)
    normals: dict[tuple[str, str], str] = {}
    for (locale, query, family), day, said in chain(_of_visits(first), _of_closed_days(first)):
        if (text := _normal(locale, query, normals)) and MASK not in query:
            one = seen[locale, text, family]
            one.yes += said is True
            one.no += said is False
            if day is not None:
                one.visits += 1
                one.days.add(day)
                one.typed[query] += 1
    return seen


def _of_visits(first: date) -> Iterator[tuple[Opening, date | None, bool | None]]:
    """What each visit opened, its day, and what it said of it."""
    kinds = (StepKind.SEARCH, StepKind.CLICK, StepKind.VOTE)
    names = ("visit", "day", "kind", "reader_locale", "query", "family", "helpful")
    steps = Step.objects.counted().filter(day__gte=first, kind__in=kinds).exclude(visit=None)
    rows = steps.order_by("visit", "at", "pk").values_list(*names).iterator(chunk_size=5_000)
    for (_visit, day), visit in groupby(rows, key=itemgetter(0, 1)):
        for opening, said in openings(row[2:] for row in visit).items():
            yield opening, day, said


def _of_closed_days(first: date) -> Iterator[tuple[Opening, date | None, bool | None]]:
    """What visits said that nothing leads to any more: see portal.journal.forgetting."""
    said = Step.objects.filter(day__gte=first, kind=StepKind.VOTE, visit=None).exclude(query="")
    rows = said.values_list("reader_locale", "query", "family", "helpful")
    for locale, query, family, helpful in rows.iterator(chunk_size=5_000):
        yield (locale, query, family), None, helpful


def _normal(locale: str, query: str, known: dict[tuple[str, str], str]) -> str:
    if (locale, query) not in known:
        known[locale, query] = normal(query, locale)
    return known[locale, query]
