"""The searches that failed: a weak answer, or a request sent afterwards in the same visit.

Read from the journal, so robots, staff, readers who asked not to be followed, and what lies beyond
a network's share are in none of it. Nor is a search in which something was masked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.journal import days
from portal.journal.models import Step, StepKind
from portal.journal.retention import QUERY_TEXT
from portal.text.masking import MASK, mask_personal_data
from search.queries import clean, normal_form, parse
from search.ranking import MOST_TERMS

PERIOD = QUERY_TEXT - timedelta(days=1)
"""So long is looked back: until the next night, words are kept no longer than in the journal."""
_LONGEST_NORMAL = 200
_CHUNK = 5_000


class Span(NamedTuple):
    """Days, both included."""

    first: date
    last: date


def period(at: datetime) -> Span:
    """The days that are looked at."""
    return Span(days.day_of(at - PERIOD) + timedelta(days=1), days.day_of(at))


class Key(NamedTuple):
    """What searches share that ask the same in other forms of their words, in one language."""

    locale: str
    normal: str


class Search(NamedTuple):
    """One search of a visit; `is_weak` and whether a request was sent afterwards."""

    visit: int
    day: date
    locale: str
    text: str
    is_weak: bool
    contacted: bool

    @property
    def failed(self) -> bool:
        return self.is_weak or self.contacted


@dataclass(slots=True)
class Failing:
    """A wording, the visits that failed with it, how it was spelt, and since when."""

    key: Key
    first_day: date
    visits: set[int] = field(default_factory=set)
    spelt: Counter[str] = field(default_factory=Counter)

    @property
    def text(self) -> str:
        """As most typed it."""
        return min(self.spelt, key=lambda text: (-self.spelt[text], text))


def wordings(span: Span) -> list[Failing]:
    """All of them, those that failed the most visits first."""
    found: dict[Key, Failing] = {}
    for one in _searches(span, only_failed=True):
        if not is_harmless(one.text):
            continue
        text = clean(one.text)
        key = Key(one.locale, _normal(text, one.locale))
        if key.normal:
            wording = found.setdefault(key, Failing(key, one.day))
            wording.first_day = min(wording.first_day, one.day)
            wording.visits.add(one.visit)
            wording.spelt[text] += 1
    return sorted(found.values(), key=lambda one: (-len(one.visits), one.key))


def _normal(text: str, locale: str) -> str:
    """The normal form, or the text itself where it is too long to be in that whole."""
    query = parse(text, locale)
    normal = normal_form(query)
    is_whole = len(query.terms) < MOST_TERMS and len(normal) <= _LONGEST_NORMAL
    return normal if is_whole else text.casefold()[:_LONGEST_NORMAL]


@dataclass(slots=True)
class GapVisits:
    """The visits that asked for a gap, those that failed, and those of a weak answer."""

    asked: set[int] = field(default_factory=set)
    failed: set[int] = field(default_factory=set)
    weak: set[int] = field(default_factory=set)

    def take(self, other: "GapVisits") -> None:
        """Have its visits as well."""
        self.asked |= other.asked
        self.failed |= other.failed
        self.weak |= other.weak


type ByDay = dict[tuple[int, date, str], GapVisits]
"""By the place of the gap, day and language."""


def demand(span: Span, place_of: Mapping[tuple[str, str], int]) -> ByDay:
    """Who asked, by the spellings (language, casefolded) that belong to each gap."""
    found: ByDay = defaultdict(GapVisits)
    for one in _searches(span):
        place = place_of.get((one.locale, clean(one.text).casefold()))
        if place is None:
            continue
        asked = found[place, one.day, one.locale]
        asked.asked.add(one.visit)
        if one.failed:
            asked.failed.add(one.visit)
        if one.is_weak:
            asked.weak.add(one.visit)
    return found


def _searches(span: Span, *, only_failed: bool = False) -> Iterator[Search]:
    sent = Step.objects.counted().filter(
        visit=OuterRef("visit"), kind=StepKind.CONTACT_SENT, at__gte=OuterRef("at")
    )
    steps: QuerySet[Step] = (
        Step.objects.counted()
        .filter(day__gte=span.first, day__lte=span.last, kind=StepKind.SEARCH)
        .exclude(query="")
        .exclude(visit=None)
        .annotate(contacted=Exists(sent))
    )
    if only_failed:
        steps = steps.filter(Q(weak=True) | Q(contacted=True))
    names = ("visit_id", "day", "reader_locale", "query", "weak", "contacted")
    for visit, day, locale, text, weak, contacted in steps.values_list(*names).iterator(_CHUNK):
        yield Search(visit, day, locale, text, bool(weak), contacted)


def is_harmless(text: str) -> bool:
    """Whether nothing was masked in it, nor should have been."""
    return MASK not in text and mask_personal_data(text) == text
