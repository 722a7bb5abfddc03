"""Searches that others made and that may be suggested: often made, answered, and safe to show.

What may be shown is decided by a job and kept in a small table, so nothing a reader typed a moment
ago can reach another one. A search is in it when, within the 90 days that its words are kept,

- results were opened after it in at least 5 visits, on at least 2 days;
- nothing in it was masked, and it is short;
- each of its words stands in a text of its language that everybody may see: so no name, and
  nothing of a hidden text, comes back as a suggestion, however often it was typed.

What no longer meets all of this leaves the table at the next run.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal import locales
from portal.journal import days
from portal.journal.models import Step, StepKind
from portal.journal.retention import QUERY_TEXT
from portal.rereading import Reread
from portal.text.masking import MASK, mask_personal_data
from search import service
from search.analysis.analyser import analyser
from search.queries import clean, parse
from search.suggestions.models import PastQuery

LEAST_VISITS = 5
LEAST_DAYS = 2
MOST_KEPT = 200
"""So many of each language."""
_LONGEST = 60
_MOST_WORDS = 8
_SHORTEST_TYPED = 2
REREAD_AFTER = 5.0  # seconds
_known: dict[str, Reread[Sequence[tuple[str, str]]]] = {}


def starting_with(typed: str, locale: str, limit: int = 3) -> list[str]:
    """Searches that begin as what is being typed; accents and capitals make no difference.

    What has been typed already is none. The few that there are of a language are read every few
    seconds: each key asks for them.
    """
    begun = normal(typed, locale)
    if len(begun) < _SHORTEST_TYPED:
        return []
    found = (text for name, text in _kept(locale) if name.startswith(begun) and name != begun)
    return list(islice(found, limit))


def forget() -> None:
    """Read the table at the next key that is typed."""
    _known.clear()


def _kept(locale: str) -> Sequence[tuple[str, str]]:
    """How each that may be suggested is folded and written, the most frequent first."""
    new = Reread[Sequence[tuple[str, str]]](partial(_read, locale), (), REREAD_AFTER)
    return _known.setdefault(locale, new).value()


def _read(locale: str, _last: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    rows = PastQuery.objects.filter(locale=locale).order_by("-visits", "normal")
    return tuple(rows.values_list("normal", "text"))


def normal(text: str, locale: str) -> str:
    """The words of a text, folded as its language folds them."""
    return " ".join(token.forms.word for token in analyser(locale).tokens(clean(text)))


@dataclass
class _Search:
    """What the journal has of one search, however it was spelt."""

    visits: set[int] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    spelt: Counter[str] = field(default_factory=Counter)

    @property
    def is_frequent(self) -> bool:
        return len(self.visits) >= LEAST_VISITS and len(self.days) >= LEAST_DAYS


def refresh(at: datetime | None = None) -> int:
    """Decide anew what may be suggested; returns how many searches that is."""
    at = at or timezone.now()
    kept = [
        PastQuery(locale=locale, normal=name, text=text, visits=visits)
        for locale in locales.codes()
        for name, text, visits in _chosen(locale, at)
    ]
    with transaction.atomic():
        PastQuery.objects.all().delete()
        PastQuery.objects.bulk_create(kept)
    forget()
    return len(kept)


def _chosen(locale: str, at: datetime) -> Iterator[tuple[str, str, int]]:
    searches = _answered(locale, at)
    frequent = [(name, one) for name, one in searches.items() if one.is_frequent]
    frequent.sort(key=lambda pair: (-len(pair[1].visits), pair[0]))
    is_public = lru_cache(maxsize=None)(lambda word: _everybody_reads(word, locale))
    kept = 0
    for name, one in frequent:
        text = one.spelt.most_common(1)[0][0]
        if all(map(is_public, _words(text, locale))):
            yield name, text, len(one.visits)
            kept += 1
        if kept == MOST_KEPT:
            return


def _answered(locale: str, at: datetime) -> dict[str, _Search]:
    """Searches of the last 90 days after which a result was opened in the same visit."""
    opened = Step.objects.counted().filter(
        visit=OuterRef("visit"), kind=StepKind.CLICK, at__gte=OuterRef("at")
    )
    steps = (
        Step.objects.counted()
        .filter(
            Exists(opened),
            kind=StepKind.SEARCH,
            reader_locale=locale,
            weak=False,
            day__gt=days.day_of(at - QUERY_TEXT),
            day__lte=days.day_of(at),
        )
        .exclude(query="")
    )
    searches: dict[str, _Search] = defaultdict(_Search)
    for visit, day, query in steps.values_list("visit", "day", "query").iterator():
        text = clean(query)
        name = normal(text, locale)
        if name and _is_harmless(text):
            search = searches[name]
            search.visits.add(visit)
            search.days.add(day)
            search.spelt[text] += 1
    return searches


def _is_harmless(text: str) -> bool:
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    return short and MASK not in text and mask_personal_data(text) == text


def _words(text: str, locale: str) -> Sequence[str]:
    return [text[term.start : term.end].lower() for term in parse(text, locale).terms]


def _everybody_reads(word: str, locale: str) -> bool:
    """Whether a text of this language that everybody may see has the word as it is."""
    results = service.search(query=word, locale=locale, page_size=1)
    has_it = any(
        hit.locale == locale and "<mark>" in f"{hit.title_html}{hit.excerpt}"
        for hit in results.results
    )
    return has_it and not results.did_you_mean
