"""What happened on a day, as the figures see it, and what counts as the same again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

DAY = timedelta(hours=24)
"""So long an attempt has to end."""
RELOAD = timedelta(minutes=30)
WEEK = timedelta(days=7)
"""So long a question waits before it is called unanswered."""

_NONE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class StepFact:
    """One step."""

    visit: int
    at: datetime
    kind: str
    locale: str
    subject: str = ""
    item_kind: str = ""
    is_poor: bool = False
    is_fallback: bool = False
    weak: bool | None = None
    rank: int | None = None
    start: UUID | None = None
    # Which row it is, and by what it is weighed before it is counted.
    row: int = 0
    family: str = ""
    network: str = ""
    uncounted: str = ""
    text_locale: str = ""
    product: str = ""
    market: str = ""
    query: str = ""
    helpful: bool | None = None
    # Which fix of the text it is about, or was read with.
    part: str = ""


@dataclass(frozen=True, slots=True)
class StartFact:
    """One attempt to reach the support or the community."""

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
    # How it went on elsewhere: see portal.deflection.models.WentOn.
    went_on: str = ""
    topic: str = ""
    product: str = ""
    market: str = ""
    # The article by which it was solved, if that was said.
    solved_by: str = ""

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

    @property
    def is_sent(self) -> bool:
        """Whether it ended in a request, by its own form or another."""
        return self.ended("sent") or self.went_on in {"form", "visit"}

    @property
    def is_solved(self) -> bool:
        """Whether its reader said so, and wrote to nobody after all."""
        return self.ended("solved") and not self.is_sent

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """What it was of, as far as that was said."""
        named = {"topic": self.topic, "product": self.product, "market": self.market}
        named["family"] = self.solved_by
        return tuple((kind, value) for kind, value in named.items() if value)

    def is_settled(self, now: datetime) -> bool:
        """Whether the time that it has to end is over."""
        return now - self.started_at > DAY


@dataclass(frozen=True, slots=True)
class VoteFact:
    """One vote as it stands, and how it is weighed for what ranks by votes."""

    row: int
    family: int
    network: str
    uncounted: str
    locale: str = ""
    slug: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ThreadFact:
    """A question whose week is over, or something that came to pass in a thread."""

    locale: str
    asked_at: datetime
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """An answer to somebody else."""

    locale: str
    by_staff: bool


@dataclass(slots=True)
class CommunityFacts:
    """What came to pass in the community, each on the day it did."""

    asked: list[ThreadFact] = field(default_factory=list)
    # Asked a week before: whether anybody answered in time is known for good.
    due: list[ThreadFact] = field(default_factory=list)
    first_answers: list[ThreadFact] = field(default_factory=list)
    accepted: list[ThreadFact] = field(default_factory=list)
    answers: list[AnswerFact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RequestFact:
    """Something that came to pass with a request to the support, and what the request is of.

    `took` is the time since it was sent, or the support's working time of it (`is_by_clock`
    tells which); `is_good` whether a promise was kept, one answer enough, or a customer satisfied.
    """

    locale: str
    at: datetime
    about: tuple[tuple[str, str], ...] = ()
    took: timedelta = timedelta()
    is_by_clock: bool = True
    is_good: bool = False


@dataclass(slots=True)
class SupportFacts:
    """What came to pass with requests, each on the day it did."""

    # The first answer.
    answered: list[RequestFact] = field(default_factory=list)
    # Solved, or solved again after it was not any more.
    solved: list[RequestFact] = field(default_factory=list)
    # The time has come that was promised.
    due: list[RequestFact] = field(default_factory=list)
    # Whether one answer was enough is known for good.
    settled: list[RequestFact] = field(default_factory=list)
    rated: list[RequestFact] = field(default_factory=list)


@dataclass(slots=True)
class DayFacts:
    """Everything that is known of one day."""

    steps: list[StepFact] = field(default_factory=list)
    starts: list[StartFact] = field(default_factory=list)
    votes: list[VoteFact] = field(default_factory=list)
    # By network, kind and language: what came when the network's rows were full.
    further: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    # By kind and language: what those did who asked not to be followed.
    quiet: Counter[tuple[str, str]] = field(default_factory=Counter)
    # By why and language: votes that stand for whoever gave them, and for nobody else.
    strangers: Counter[tuple[str, str]] = field(default_factory=Counter)
    community: CommunityFacts = field(default_factory=CommunityFacts)
    support: SupportFacts = field(default_factory=SupportFacts)

    @property
    def is_empty(self) -> bool:
        """Whether nobody came that day."""
        found = (self.steps, self.starts, self.votes, self.further, self.quiet, self.strangers)
        return not any(found)


@dataclass(frozen=True, slots=True)
class Day:
    """What of a day is in figures."""

    now: datetime
    starts: list[StartFact]
    visits: list[list[StepFact]]
    votes: list[VoteFact]
    community: CommunityFacts
    support: SupportFacts
    quiet: Counter[tuple[str, str]]
    strangers: Counter[tuple[str, str]]

    def contacts(self) -> Iterator[StartFact]:
        """The attempts to reach the support."""
        return (start for start in self.starts if start.kind == "contact")

    def steps(self, kind: str) -> Iterator[StepFact]:
        """The steps of one kind."""
        return (step for visit in self.visits for step in visit if step.kind == kind)


def by_visit(steps: Iterable[StepFact]) -> list[list[StepFact]]:
    """The steps of each visit, in the order of time."""
    ordered = sorted(steps, key=order)
    return [list(own) for _visit, own in groupby(ordered, key=lambda step: step.visit)]


def order(step: StepFact) -> tuple[object, ...]:
    """By visit and time; what is at the same moment always in one order."""
    start = step.start.hex if step.start else ""
    found = (step.kind, step.subject, step.locale, start, step.rank or 0, step.row)
    return (step.visit, step.at, *found)


def repeated(steps: Iterable[StepFact]) -> Iterator[StepFact]:
    """Reloads and doubled clicks: the same as the last of its kind, within half an hour of it.

    A, B, A are two looks at A. A click belongs to its search, so another search begins anew. A
    vote is none: it is written down only when it says something else than before.
    """
    last: dict[tuple[int, str], StepFact] = {}
    for step in sorted(steps, key=order):
        before = last.get((step.visit, step.kind))
        if step.kind != "vote" and before is not None and _is_same(step, before):
            yield step
            continue
        last[step.visit, step.kind] = step
        if step.kind == "search":
            last.pop((step.visit, "click"), None)


def _is_same(step: StepFact, before: StepFact) -> bool:
    same = (step.subject, step.start) == (before.subject, before.start)
    return same and step.at - before.at < RELOAD


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
