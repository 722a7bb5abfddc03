"""What the visits of a day said of the fixes of texts, as pure functions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from portal.effort.events import StepFact
from portal.journal.models import StepKind

_ANSWERS = {
    StepKind.FIX_WORKED.value: "worked",
    StepKind.FIX_FAILED.value: "did_not",
    StepKind.FIX_CANNOT.value: "cannot",
}
_SHOWS = {StepKind.READ.value, StepKind.FIX_SHOWN.value}


class About(NamedTuple):
    """A fix of a text among the readers of one language."""

    family: str
    fix: str
    locale: str


@dataclass(slots=True)
class Sums:
    """Visits: those that were shown a fix, what they said of it, and those that stopped at it."""

    shown: int = 0
    worked: int = 0
    did_not: int = 0
    cannot: int = 0
    stopped: int = 0


@dataclass(slots=True)
class _Text:
    """How far one visit came with one text: what was shown last stands last."""

    shown: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def take(self, step: StepFact) -> None:
        if answer := _ANSWERS.get(step.kind):
            self.answers[step.part] = answer
        if step.kind == StepKind.FIX_SHOWN:
            self.shown.pop(step.part, None)
        self.shown.setdefault(step.part, step.locale)

    @property
    def stopped_at(self) -> str:
        last = next(reversed(self.shown), "")
        return "" if last in self.answers or "worked" in self.answers.values() else last


def sums(visits: Iterable[Sequence[StepFact]]) -> Mapping[About, Sums]:
    """Each visit's steps, in the order of time, added up by fix and language."""
    found: dict[About, Sums] = defaultdict(Sums)
    for visit in visits:
        for family, text in _texts(visit).items():
            for fix, locale in text.shown.items():
                one = found[About(family, fix, locale)]
                one.shown += 1
                one.stopped += fix == text.stopped_at
                if answer := text.answers.get(fix):
                    setattr(one, answer, getattr(one, answer) + 1)
    return found


def _texts(visit: Iterable[StepFact]) -> Mapping[str, _Text]:
    texts: dict[str, _Text] = defaultdict(_Text)
    for step in visit:
        if step.part and (step.kind in _SHOWS or step.kind in _ANSWERS):
            texts[step.family].take(step)
    return texts
