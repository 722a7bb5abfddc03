"""One visit of the sample: draws what a reader does, and notes each step as recording would."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal.deflection.models import Attempt, Outcome, ShownSuggestion
from portal.demo import story, tries
from portal.demo.library import Library
from portal.demo.story import Story
from portal.journal import subjects
from portal.journal.models import Step, StepKind, Visit

_MOST_SHOWN = 3


@dataclass(slots=True)
class Rows:
    """Rows to be written, in the order of their dependence; `solved` by which suggestion."""

    visits: list[Visit] = field(default_factory=list)
    starts: list[Attempt] = field(default_factory=list)
    shown: list[ShownSuggestion] = field(default_factory=list)
    solved: list[tuple[Attempt, ShownSuggestion]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def add(self, others: "Rows") -> None:
        """Take up those of another visit."""
        self.visits += others.visits
        self.starts += others.starts
        self.shown += others.shown
        self.solved += others.solved
        self.steps += others.steps


class DemoReader:
    """Somebody who comes so many days ago, with a need, from a network of their own."""

    def __init__(
        self, draw: random.Random, library: Library, plot: Story, days_ago: int, at: datetime
    ) -> None:
        self.draw, self.library, self.plot = draw, library, plot
        self.days_ago, self.at = days_ago, at
        visits = plot.visits(days_ago)
        self.locale = draw.choices(list(visits), weights=list(visits.values()))[0]
        says = draw.random() < story.SAY_THEIR_MARKET
        self.market = story.MARKETS[self.locale] if says else ""
        self.wanted = self._family()
        self.has_read_a_bad_text = False
        key, network = f"{draw.getrandbits(128):032x}", f"{draw.getrandbits(64):016x}"
        self.visit = Visit(day=at.date(), key=key, network=network)
        self.rows = Rows(visits=[self.visit])

    @property
    def _is_worse(self) -> bool:
        return self.locale == story.WORSE_LOCALE and self.days_ago <= story.MONTH

    @property
    def _is_hit_by_the_release(self) -> bool:
        is_there = self.locale == story.RELEASE_LOCALE and self.days_ago in story.RELEASE
        return is_there and self.wanted == story.RELEASE_FAMILY

    def act(self) -> None:
        """A whole visit, from the first step to the last."""
        if self.draw.random() < story.STRAIGHT_TO_CONTACT:
            self._contact()
            return
        is_helped = self._search() if self.draw.random() < 0.72 else True
        if is_helped:
            read = self._read(self.wanted)
            votes = story.VOTE_ON_BAD if self.has_read_a_bad_text else story.VOTE
            if self.draw.random() < votes:
                self._vote(read)
            if self.draw.random() < 0.3:
                self._read(self._family())
        if self.draw.random() < self._writes(is_helped=is_helped):
            self._contact()

    def _writes(self, *, is_helped: bool) -> float:
        if self.has_read_a_bad_text:
            return story.WRITE_AFTER_BAD
        if self._is_hit_by_the_release:
            return story.WRITE_AFTER_RELEASE
        usual = story.WRITE_HELPED if is_helped else story.WRITE_UNHELPED
        return usual + (story.WORSE_WRITE if self._is_worse else 0)

    def _step(self, kind: StepKind, **details: object) -> Step:
        self.at += timedelta(seconds=self.draw.randint(8, 90))
        step = Step(
            visit=self.visit,
            day=self.visit.day,
            at=self.at,
            kind=kind,
            reader_locale=self.locale,
            market=self.market,
            **details,
        )
        told = {name: getattr(step, name) for name in ("query", "item_kind", "family", "attempt")}
        step.subject = subjects.subject_of(self.visit.key, kind, told, self.locale)
        self.rows.steps.append(step)
        return step

    def _about(self, family: str) -> dict[str, str]:
        return {"family": family, "item_kind": self.library.item_kind(family)}

    def _search(self) -> bool:
        """Whether the search led to something."""
        if self.draw.random() < self.plot.asks_for_the_gap(self.locale):
            return self._search_for_the_gap()
        weak = story.WEAK[self.locale] * (story.WORSE_WEAK if self._is_worse else 1)
        is_weak = self.draw.random() < weak
        lost, found = self.library.lost[self.locale][1:], self.library.found[self.locale]
        self._step(
            StepKind.SEARCH, query=self.draw.choice(lost if is_weak else found), weak=is_weak
        )
        if is_weak or self.draw.random() < 0.18:
            if self.draw.random() < 0.4:
                self._step(StepKind.SEARCH, query=self.draw.choice(found), weak=False)
                return True
            return False
        rank = self.draw.choices(range(1, 9), weights=(40, 20, 12, 8, 6, 3, 2, 1))[0]
        self._step(StepKind.CLICK, rank=rank, **self._about(self.wanted))
        return True

    def _search_for_the_gap(self) -> bool:
        is_written = (
            self.locale in self.library.languages.get(self.plot.gap_family, ())
            and self.days_ago < self.plot.gap_closed_days_ago
        )
        self._step(StepKind.SEARCH, query=self.library.lost[self.locale][0], weak=not is_written)
        if is_written:
            self.wanted = self.plot.gap_family
            self._step(StepKind.CLICK, rank=1, **self._about(self.wanted))
        return is_written

    def _family(self) -> str:
        languages = self.library.languages
        is_out = self.locale == story.RELEASE_LOCALE and self.days_ago in story.RELEASE
        is_hit = is_out and self.draw.random() < story.RELEASE_WANTED
        if is_hit and story.RELEASE_FAMILY in languages:
            return story.RELEASE_FAMILY
        demand = {
            name: (1 / place)
            * (1 if self.locale in languages[name] else story.WANTED_WHERE_MISSING)
            for place, name in enumerate(story.POPULAR, start=1)
            if name in languages
        }
        return self.draw.choices(list(demand), weights=list(demand.values()))[0]

    def _read(self, family: str) -> Step:
        self.has_read_a_bad_text |= (family, self.locale) in self.plot.bad
        text_locale = self.library.text_of(family, self.locale)
        read = self._step(
            StepKind.READ,
            text_locale=text_locale,
            is_fallback=text_locale != self.locale,
            **self._about(family),
        )
        fixes = self.library.fixes.get(family, ())
        self.rows.steps += tries.of(read, self.visit.key, fixes)
        return read

    def _vote(self, read: Step) -> None:
        yes = story.YES_OF.get(read.family, story.YES)
        if read.is_fallback:
            yes = story.YES_ON_FALLBACK
        if self._is_worse:
            yes -= story.WORSE_YES
        if self.has_read_a_bad_text:
            yes = story.YES_OF_BAD
        self._step(
            StepKind.VOTE,
            text_locale=read.text_locale,
            is_fallback=read.is_fallback,
            helpful=self.draw.random() < yes,
            **self._about(read.family),
        )

    def _contact(self) -> None:
        self._step(StepKind.CONTACT_OPENED)
        if self.draw.random() < 0.2:
            return
        start = Attempt(
            kind=Attempt.Kind.CONTACT,
            id=uuid.UUID(int=self.draw.getrandbits(128), version=4),
            reader_locale=self.locale,
            market=self.market,
            topic=self.library.topics.get(self.wanted, ""),
            visit=self.visit,
        )
        if self.draw.random() < 0.6:
            start.product = self.library.products.get(self.wanted, "")
        self._step(StepKind.CONTACT_STARTED, attempt=start.id)
        start.started_at = self.at
        self.rows.starts.append(start)
        self._end(start, self._suggest(start) if self.draw.random() < 0.8 else [])

    def _suggest(self, start: Attempt) -> list[ShownSuggestion]:
        start.saw_suggestions = True
        self._step(StepKind.SUGGESTED, attempt=start.id)
        families = dict.fromkeys([self.wanted, *(self._family() for _ in range(_MOST_SHOWN))])
        shown = [self._shown(start, *one) for one in enumerate(list(families)[:_MOST_SHOWN], 1)]
        self.rows.shown += shown
        return shown

    def _shown(self, start: Attempt, rank: int, family: str) -> ShownSuggestion:
        text_locale = self.library.text_of(family, self.locale)
        return ShownSuggestion(
            attempt=start,
            item_kind=self.library.item_kind(family),
            item=family,
            text_locale=text_locale,
            title=self.library.titles[family, text_locale],
            rank=rank,
            engine="embedded",
            fits=True,
            shown_at=self.at,
        )

    def _end(self, start: Attempt, shown: list[ShownSuggestion]) -> None:
        opened = None
        if shown and self.draw.random() < 0.55:
            opened = self.draw.choice(shown)
            self._step(
                StepKind.SUGGESTION_OPENED,
                attempt=start.id,
                family=opened.item,
                item_kind=opened.item_kind,
            )
            start.opened_at = opened.opened_at = self.at
        if shown and self.draw.random() < self._solves():
            self._finish(start, Outcome.SOLVED, StepKind.SOLVED, opened)
        elif self.draw.random() < (0.9 if self.has_read_a_bad_text else 0.7):
            self._finish(start, Outcome.SENT, StepKind.CONTACT_SENT)

    def _solves(self) -> float:
        chance = story.SOLVED[self.locale]
        if self.days_ago <= story.BETTER_SUGGESTIONS_DAYS_AGO:
            chance = story.SOLVED_AFTER_BETTER_SUGGESTIONS.get(self.locale, chance)
        return chance / 3 if self.has_read_a_bad_text else chance

    def _finish(
        self, start: Attempt, outcome: Outcome, kind: StepKind, by: ShownSuggestion | None = None
    ) -> None:
        about = {"family": by.item, "item_kind": by.item_kind} if by else {}
        self._step(kind, attempt=start.id, **about)
        start.outcome, start.outcome_at = outcome, self.at
        if by:
            self.rows.solved.append((start, by))
