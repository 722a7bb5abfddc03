"""What of a day is in rates: no doubled clicks, and of each network no more than its share.

One rule for all figures. A visit, an attempt, a vote and each kind of step that figures or
rankings count has its share; the other steps of a visit or an attempt go with it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from portal.effort.events import DayFacts, StepFact, repeated
from portal.journal.models import StepKind
from portal.journal.shares import ROWS, Event, Exclusion, beyond, floods

# Whether one article has a share of its own.
_COUNTED_ALONE = {
    StepKind.READ: True,
    StepKind.READ_THREAD: True,
    StepKind.VOTE: True,
    StepKind.SEARCH: False,
    StepKind.CONTACT_OPENED: False,
    StepKind.CONTACT_SENT: False,
    StepKind.WAY_TAKEN: False,
    StepKind.ASKED: False,
}
# What one person does once or twice a day. Of all else, a keen reader's hour holds dozens.
_ACTS = {
    StepKind.VOTE,
    StepKind.CONTACT_STARTED,
    StepKind.SOLVED,
    StepKind.CONTACT_SENT,
    StepKind.WAY_TAKEN,
    StepKind.ASK_STARTED,
    StepKind.ASK_SOLVED,
    StepKind.ASKED,
    StepKind.FIX_WORKED,
}


type LeftOutSteps = Counter[tuple[str, str]]
"""By kind and language, how many steps lie beyond their network's share."""


@dataclass(slots=True)
class LeftOutRows:
    """The rows of a day that are in no rate."""

    steps: dict[int, Exclusion] = field(default_factory=dict)
    starts: set[UUID] = field(default_factory=set)
    votes: set[int] = field(default_factory=set)


def weigh(facts: DayFacts) -> LeftOutRows:
    """What of a day is left out, by all that is known of it so far."""
    found = LeftOutRows(steps={step.row: Exclusion.AGAIN for step in repeated(facts.steps)})
    steps = [step for step in facts.steps if step.row not in found.steps]
    flooding = _flooding(steps, facts)
    for kind in {start.kind for start in facts.starts}:
        begun = [Event(one.row, one.network) for one in facts.starts if one.kind == kind]
        found.starts |= beyond(begun, flooding)
    votes = [Event(vote.row, vote.network, str(vote.family)) for vote in facts.votes]
    found.votes = beyond(votes, flooding)
    left_out = _steps_beyond(steps, flooding, found.starts)
    found.steps |= dict.fromkeys(left_out, Exclusion.SHARE)
    return found


def marked(facts: DayFacts) -> LeftOutRows:
    """What was left out of a day when it closed."""
    return LeftOutRows(
        steps={step.row: Exclusion(step.uncounted) for step in facts.steps if step.uncounted},
        starts={start.row for start in facts.starts if start.uncounted},
        votes={vote.row for vote in facts.votes if vote.uncounted},
    )


def counted(facts: DayFacts, left_out: LeftOutRows) -> DayFacts:
    """The same day without what was left out."""
    return replace(
        facts,
        steps=[step for step in facts.steps if step.row not in left_out.steps],
        starts=[start for start in facts.starts if start.row not in left_out.starts],
        votes=[vote for vote in facts.votes if vote.row not in left_out.votes],
    )


def told(facts: DayFacts, left_out: LeftOutRows) -> LeftOutSteps:
    """How many steps lie beyond their network's share, with those of which no row was kept."""
    numbers = Counter(
        (step.kind, step.locale)
        for step in facts.steps
        if left_out.steps.get(step.row) == Exclusion.SHARE
    )
    for (_network, kind, locale), count in facts.further.items():
        numbers[kind, locale] += count
    return numbers


def _flooding(steps: Collection[StepFact], facts: DayFacts) -> set[str]:
    """The networks that did far too much of anything, kept or not."""
    done: dict[str, Counter[str]] = defaultdict(Counter)
    for step in steps:
        done[step.kind][step.network] += 1
    for (network, kind, _locale), count in facts.further.items():
        done[kind][network] += count
    visits = Counter(_visits(steps).values())
    votes = Counter(vote.network for vote in facts.votes)
    found = floods(visits) | floods(votes)
    for kind, by_network in done.items():
        found |= floods(by_network, at_least=0 if kind in _ACTS else ROWS)
    return found


def _visits(steps: Iterable[StepFact]) -> dict[int, str]:
    """The network of each visit, in the order in which they began."""
    return {step.visit: step.network for step in steps}


def _steps_beyond(
    steps: Collection[StepFact], flooding: Collection[str], starts: Collection[UUID]
) -> set[int]:
    begun = [Event(visit, network) for visit, network in _visits(steps).items()]
    visits = beyond(begun, flooding)
    gone = {step.row for step in steps if step.visit in visits or step.start in starts}
    left_out = set(gone)
    for kind, is_of_article in _COUNTED_ALONE.items():
        done = [
            Event(step.row, step.network, step.family if is_of_article else "")
            for step in steps
            if step.kind == kind
        ]
        left_out |= beyond(done, flooding, gone)
    return left_out
