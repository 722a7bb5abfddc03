"""What each figure means, as pure functions over facts. docs: design of the effort metrics.

A figure is a numerator and a denominator, counted for one day and one reader's language. Counts
are made so that days add up to periods and languages to the whole, and so that the order of the
facts and doubled facts change nothing.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from kb.feedback.interval import Z

DAY = timedelta(hours=24)
RELOAD = timedelta(minutes=30)
ENOUGH = 200
"""With fewer than this a figure is still collecting."""
SMALL = 5
"""Cells with fewer than this do not leave the house."""


_NONE = UUID(int=0)


class Figure(StrEnum):
    """The figures that days are counted in."""

    EXPLICIT = "explicit"
    PEER = "peer"
    IMPLICIT = "implicit"
    FAILED = "failed"
    SELF_SERVICE = "self_service"
    WEAK = "search_weak"
    FIRST_FIVE = "search_first_five"
    REFORMULATED = "search_reformulated"
    SEARCH_CONTACT = "search_contact"
    LANGUAGE_GAP = "language_gap"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Count:
    """A numerator and a denominator; counts of different days or languages add up."""

    numerator: int = 0
    denominator: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.numerator + other.numerator, self.denominator + other.denominator)


type Counts = dict[tuple[Figure, str], Count]
"""By figure and reader's language."""


@dataclass(frozen=True, slots=True)
class StepFact:
    """One step, as the figures see it."""

    visit: int
    at: datetime
    kind: str
    locale: str
    subject: str = ""
    item_kind: str = ""
    is_poor: bool = False
    weak: bool | None = None
    rank: int | None = None
    start: UUID | None = None
    # Which row it is, and by what it is weighed before it is counted.
    row: int = 0
    family: str = ""
    network: str = ""
    uncounted: str = ""


@dataclass(frozen=True, slots=True)
class StartFact:
    """One attempt to reach the support or the community, as the figures see it."""

    locale: str
    started_at: datetime
    saw: bool
    opened_at: datetime | None = None
    outcome: str = ""
    outcome_at: datetime | None = None
    kind: str = "contact"
    row: UUID = _NONE
    network: str = ""
    uncounted: str = ""
    # Whether its visit took another listed way afterwards: called, chatted, came by.
    went_another_way: bool = False

    def ended(self, outcome: str) -> bool:
        """Whether it ended so within the 24 hours that belong to it."""
        return (
            self.outcome == outcome
            and self.outcome_at is not None
            and self.outcome_at - self.started_at <= DAY
        )

    @property
    def opened(self) -> bool:
        return self.opened_at is not None and self.opened_at - self.started_at <= DAY


def ratio_interval(numerator: int, denominator: int) -> tuple[float, float] | None:
    """The 95 % interval of one count to another, from their logarithm; none with a zero."""
    if not numerator or not denominator:
        return None
    reach = math.exp(Z * math.sqrt(1 / numerator + 1 / denominator))
    ratio = numerator / denominator
    return (ratio / reach, ratio * reach)


def of_starts(starts: Iterable[StartFact], now: datetime) -> Counts:
    """Figures 1, 1b and 2. A start younger than 24 hours is not settled: not yet in figure 2."""
    counts: Counts = defaultdict(Count)
    for start in starts:
        if not start.saw:
            continue
        if start.kind == "question":
            counts[Figure.PEER, start.locale] += Count(start.ended("solved"), 1)
            continue
        counts[Figure.EXPLICIT, start.locale] += Count(start.ended("solved"), 1)
        if now - start.started_at > DAY:
            gone_on = start.ended("sent") or start.went_another_way
            helped = start.opened and not gone_on
            counts[Figure.IMPLICIT, start.locale] += Count(helped, 1)
    return dict(counts)


def of_visits(steps: Iterable[StepFact]) -> Counts:
    """Figures 3, 4, 6 and 11, which are about visits. A visit has its first step’s language."""
    counts: Counts = defaultdict(Count)
    ordered = sorted(steps, key=_order)
    for _visit, group in groupby(ordered, key=lambda step: step.visit):
        for figure, locale, count in _of_visit(list(group)):
            counts[figure, locale] += count
    return dict(counts)


def _order(step: StepFact) -> tuple[object, ...]:
    start = step.start.hex if step.start else ""
    return (
        step.visit,
        step.at,
        step.kind,
        step.subject,
        step.locale,
        start,
        step.rank or 0,
        step.row,
    )


def repeated(steps: Iterable[StepFact]) -> Iterator[StepFact]:
    """Reloads and doubled clicks: what a visit did again within half an hour of the first time.

    A vote is none: it is written down only when it says something else than before.
    """
    last: dict[tuple[object, ...], datetime] = {}
    for step in sorted(steps, key=_order):
        same = (step.visit, step.kind, step.subject, step.start)
        if step.kind != "vote" and same in last and step.at - last[same] < RELOAD:
            yield step
        else:
            last[same] = step.at


def is_help(step: StepFact) -> bool:
    """Whether it opened an article, an FAQ entry or a thread, or clicked a result."""
    if step.kind == "read":
        return step.item_kind != "topic"
    return step.kind in {"read_thread", "click", "suggestion_opened"}


def is_intent(steps: Iterable[StepFact]) -> bool:
    """Whether the visit searched, opened the contact form, or read two or more articles."""
    read = set()
    for step in steps:
        if step.kind in {"search", "contact_opened", "contact_started"}:
            return True
        if step.kind == "read" and step.item_kind != "topic":
            read.add(step.subject)
    return len(read) >= 2


def _of_visit(steps: list[StepFact]) -> Iterator[tuple[Figure, str, Count]]:
    locale = steps[0].locale
    sent = [step for step in steps if step.kind == "contact_sent"]
    for contact in _once_a_start(sent):
        before = any((is_help(s) or s.kind == "search") and s.at <= contact.at for s in steps)
        yield Figure.FAILED, contact.locale, Count(before, 1)
    used = any(map(is_help, steps))
    if used or sent:
        yield Figure.SELF_SERVICE, locale, Count(used, bool(sent))
    if is_intent(steps):
        poor = any(step.is_poor for step in steps if step.kind == "read")
        yield Figure.LANGUAGE_GAP, locale, Count(poor, 1)
    yield from _of_searches(steps)


def _once_a_start(contacts: Iterable[StepFact]) -> Iterator[StepFact]:
    seen: set[UUID] = set()
    for contact in contacts:
        if contact.start not in seen:
            yield contact
        if contact.start:
            seen.add(contact.start)


def _of_searches(steps: list[StepFact]) -> Iterator[tuple[Figure, str, Count]]:
    places = [place for place, step in enumerate(steps) if step.kind == "search"]
    for place, following in zip(places, [*places[1:], len(steps)], strict=False):
        search, between = steps[place], steps[place + 1 : following]
        if search.weak is not None:
            yield Figure.WEAK, search.locale, Count(search.weak, 1)
        clicked = any(s.kind == "click" and s.rank is not None and s.rank <= 5 for s in between)
        yield Figure.FIRST_FIVE, search.locale, Count(clicked, 1)
        is_other = following < len(steps) and steps[following].subject != search.subject
        again = is_other and not any(map(is_help, between))
        yield Figure.REFORMULATED, search.locale, Count(again, 1)
    if places:
        sent = any(step.kind == "contact_sent" for step in steps[places[0] :])
        yield Figure.SEARCH_CONTACT, steps[0].locale, Count(sent, 1)


def add(*parts: Counts) -> Counts:
    """The sum of several counts."""
    total: Counts = defaultdict(Count)
    for part in parts:
        for key, count in part.items():
            total[key] += count
    return dict(total)
