"""What the figures of search are counted from: each search, and what followed it."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.effort.events import Day, StepFact, is_help
from portal.journal.subjects import words_of

FIRST = 5


@dataclass(frozen=True, slots=True)
class Search:
    """A search, the steps up to the next one, and that one."""

    step: StepFact
    between: list[StepFact]
    following: StepFact | None

    @property
    def opened_one_of_the_first(self) -> bool:
        return any(
            step.kind == "click" and step.rank is not None and step.rank <= FIRST
            for step in self.between
        )

    @property
    def is_put_in_other_words(self) -> bool:
        """Whether other words follow, in whatever language, and nothing was opened in between."""
        if self.following is None or any(map(is_help, self.between)):
            return False
        return words_of(self.following.subject) != words_of(self.step.subject)


def searches(day: Day) -> Iterator[Search]:
    """All searches of a day."""
    for steps in day.visits:
        places = [place for place, step in enumerate(steps) if step.kind == "search"]
        for place, after in zip(places, [*places[1:], len(steps)], strict=False):
            following = steps[after] if after < len(steps) else None
            yield Search(steps[place], steps[place + 1 : after], following)
