"""Sixty days of sample traffic, drawn from a fixed seed, so that the report has a story.

The story: Greek readers miss an article (they are served its English text) and search for what
nobody has written; an outage in the middle (E-1042) brings a week of contacts; three weeks ago the
contact form began to suggest better articles to Swedish readers, and more of them are helped
without sending.
"""

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from portal import locales
from portal.deflection.models import Attempt, Outcome
from portal.journal.models import Step, StepKind, Visit

SEED = 20261122
DAYS = 60
_CHUNK = 500
# So many of each language's sample queries, the last ones, are about what nobody has written.
LOST_QUERIES = 5

# Visits on an ordinary day, by language of the site that the sample has texts in.
_SAMPLE = {"en": 24, "nb": 14, "da": 12, "sv": 18, "el": 18, "id": 12, "ar": 12}
VISITS = {code: visits for code, visits in _SAMPLE.items() if code in locales.codes()}
# The share of visits that look for no help of their own and write at once.
STRAIGHT_TO_CONTACT = 0.035
# The share of contact starts with suggestions that end with "this solved it".
SOLVED = {"en": 0.24, "nb": 0.25, "da": 0.22, "sv": 0.16, "el": 0.14, "id": 0.2, "ar": 0.17}
SOLVED_AFTER_BETTER_SUGGESTIONS = {"sv": 0.34}
BETTER_SUGGESTIONS_DAYS_AGO = 21
# The share of searches for which nothing fits.
WEAK = {"en": 0.09, "nb": 0.1, "da": 0.1, "sv": 0.1, "el": 0.27, "id": 0.15, "ar": 0.2}
OUTAGE = range(31, 38)
OUTAGE_FAMILY = "hub-offline-e-1042"
# Families that a language lacks, and how much more often its readers come for them.
WANTED_WHERE_MISSING = 3.0

# The order of the list is the order of demand (Zipf's law, exponent about 1).
POPULAR = (
    "connect-hub-to-wifi",
    "pair-thermostat",
    "reset-password",
    "set-heating-schedule",
    "valve-noise",
    "room-too-cold",
    "change-valve-batteries",
    "hub-offline-e-1042",
    "update-firmware",
    "share-access-with-family",
    "cancel-plus",
    "valve-blocked-e-2210",
    "away-mode",
    "faq-battery-life",
    "faq-refund",
    "pair-timeout",
    "change-payment-card",
    "app-shows-wrong-temperature",
    "prepare-for-winter",
    "faq-move-house",
)


@dataclass(slots=True)
class Library:
    """What can be read: family → its languages, and what people type, per language."""

    languages: dict[str, set[str]]
    kinds: dict[str, str]
    found: dict[str, list[str]]
    lost: dict[str, list[str]]


@dataclass(slots=True)
class Rows:
    """Rows to be written, in the order of their dependence."""

    visits: list[Visit] = field(default_factory=list)
    starts: list[Attempt] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


class Reader:
    """One visit: draws what a reader does and notes each step."""

    def __init__(self, draw: random.Random, library: Library, days_ago: int, at: datetime) -> None:
        self.draw, self.library, self.days_ago, self.at = draw, library, days_ago, at
        self.locale = draw.choices(list(VISITS), weights=list(VISITS.values()))[0]
        self.visit = Visit(day=at.date(), key=f"{draw.getrandbits(128):032x}")
        self.steps: list[Step] = []
        self.start: Attempt | None = None

    def act(self) -> None:
        """A whole visit, from the first step to the last."""
        if self.draw.random() < STRAIGHT_TO_CONTACT:
            self._contact()
            return
        helped = self._search() if self.draw.random() < 0.72 else True
        if helped:
            read = self._read()
            if self.draw.random() < 0.16:
                self._vote(read)
            if self.draw.random() < 0.3:
                self._read()
        if self.draw.random() < (0.34 if not helped else 0.12):
            self._contact()

    def _step(self, kind: StepKind, **details: object) -> None:
        self.at += timedelta(seconds=self.draw.randint(8, 90))
        self.steps.append(
            Step(
                visit=self.visit,
                day=self.visit.day,
                at=self.at,
                kind=kind,
                reader_locale=self.locale,
                subject=f"{len(self.steps):016x}",
                **details,
            )
        )

    def _search(self) -> bool:
        """Whether the search led to something."""
        is_weak = self.draw.random() < WEAK[self.locale]
        queries = self.library.lost if is_weak else self.library.found
        self._step(StepKind.SEARCH, query=self.draw.choice(queries[self.locale]), weak=is_weak)
        if is_weak or self.draw.random() < 0.18:
            if self.draw.random() < 0.4:
                retry = self.draw.choice(self.library.found[self.locale])
                self._step(StepKind.SEARCH, query=retry, weak=False)
                return True
            return False
        rank = self.draw.choices(range(1, 9), weights=(40, 20, 12, 8, 6, 3, 2, 1))[0]
        family = self._family()
        self._step(StepKind.CLICK, rank=rank, family=family, item_kind=self._kind(family))
        return True

    def _family(self) -> str:
        is_out = self.days_ago in OUTAGE and OUTAGE_FAMILY in self.library.languages
        if is_out and self.draw.random() < 0.35:
            return OUTAGE_FAMILY
        demand = {
            name: (1 / place)
            * (1 if self.locale in self.library.languages[name] else WANTED_WHERE_MISSING)
            for place, name in enumerate(POPULAR, start=1)
            if name in self.library.languages
        }
        return self.draw.choices(list(demand), weights=list(demand.values()))[0]

    def _kind(self, family: str) -> str:
        return "faq" if self.library.kinds[family] == "faq" else "article"

    def _read(self) -> Step:
        family = self._family()
        existing = self.library.languages[family]
        chain = locales.fallback_chain(self.locale)
        text_locale = next((code for code in chain if code in existing), min(existing))
        self._step(
            StepKind.READ,
            family=family,
            item_kind=self._kind(family),
            text_locale=text_locale,
            is_fallback=text_locale != self.locale,
        )
        return self.steps[-1]

    def _vote(self, read: Step) -> None:
        self._step(
            StepKind.VOTE,
            family=read.family,
            item_kind=read.item_kind,
            text_locale=read.text_locale,
            is_fallback=read.is_fallback,
        )

    def _contact(self) -> None:
        self._step(StepKind.CONTACT_OPENED)
        if self.draw.random() < 0.2:
            return
        saw = self.draw.random() < 0.8
        self.start = Attempt(
            kind=Attempt.Kind.CONTACT,
            id=uuid.UUID(int=self.draw.getrandbits(128), version=4),
            reader_locale=self.locale,
            visit=self.visit,
            started_at=self.at,
            saw_suggestions=saw,
        )
        self._step(StepKind.CONTACT_STARTED, attempt=self.start.id)
        if saw:
            self._step(StepKind.SUGGESTED, attempt=self.start.id)
        self._end(self.start)

    def _end(self, start: Attempt) -> None:
        if start.saw_suggestions and self.draw.random() < 0.55:
            family = self._family()
            self._step(StepKind.SUGGESTION_OPENED, attempt=start.id, family=family)
            start.opened_at = self.at
        chance = SOLVED[self.locale]
        if self.days_ago <= BETTER_SUGGESTIONS_DAYS_AGO:
            chance = SOLVED_AFTER_BETTER_SUGGESTIONS.get(self.locale, chance)
        if start.saw_suggestions and self.draw.random() < chance:
            self._finish(start, Outcome.SOLVED, StepKind.SOLVED)
        elif self.draw.random() < 0.7:
            self._finish(start, Outcome.SENT, StepKind.CONTACT_SENT)

    def _finish(self, start: Attempt, outcome: Outcome, kind: StepKind) -> None:
        self._step(kind, attempt=start.id)
        start.outcome, start.outcome_at = outcome, self.at


def draw_rows(library: Library, now: datetime) -> Iterator[Rows]:
    """All visits of the sample, oldest day first, in handy portions."""
    draw = random.Random(SEED)  # noqa: S311 - a fixed sample, not a secret
    rows = Rows()
    for days_ago in range(DAYS, 0, -1):
        day = (now - timedelta(days=days_ago)).date()
        for _visit in range(_visits_on(draw, days_ago, is_weekend=day.weekday() >= 5)):
            seconds = draw.betavariate(3, 2.5) * 23 * 3600
            at = datetime.combine(day, time(0, 5), tzinfo=UTC) + timedelta(seconds=seconds)
            reader = Reader(draw, library, days_ago, at)
            reader.act()
            rows.visits.append(reader.visit)
            rows.steps += reader.steps
            if reader.start:
                rows.starts.append(reader.start)
        if len(rows.visits) >= _CHUNK:
            yield rows
            rows = Rows()
    yield rows


def _visits_on(draw: random.Random, days_ago: int, *, is_weekend: bool) -> int:
    ordinary = sum(VISITS.values()) * (0.65 if is_weekend else 1) * draw.uniform(0.85, 1.15)
    return round(ordinary * (1.3 if days_ago in OUTAGE else 1))


def write(rows: Rows) -> None:
    """Put one portion into the database."""
    Visit.objects.bulk_create(rows.visits, batch_size=_CHUNK)
    Attempt.objects.bulk_create(rows.starts, batch_size=_CHUNK)
    Step.objects.bulk_create(rows.steps, batch_size=_CHUNK)


def seed(library: Library, now: datetime, say: Callable[[str], object]) -> None:
    """Write the sample traffic, unless there is some already, or nothing to read."""
    if not VISITS or not library.languages or Visit.objects.filter(day__lt=now.date()).exists():
        return
    visits = 0
    for rows in draw_rows(library, now):
        write(rows)
        visits += len(rows.visits)
        say(f"  {visits} visits")
