"""What an import did, or would do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from kb.importing.problems import Problem

Outcome = Literal["created", "updated", "unchanged", "conflict", "failed", "left_out"]
Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class ImportReport:
    """Counts of files by outcome, and everything there is to say about single files."""

    dry_run: bool = False
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    conflict: int = 0
    failed: int = 0
    left_out: int = 0
    aligned: int = 0
    by_hand: int = 0
    problems: list[Problem] = field(default_factory=list)
    changes: list[tuple[Outcome, str]] = field(default_factory=list)

    def count(self, outcome: Outcome, name: str) -> None:
        setattr(self, outcome, getattr(self, outcome) + 1)
        if outcome != "unchanged":
            self.changes.append((outcome, name))

    @property
    def files(self) -> int:
        counts = (self.created, self.updated, self.unchanged, self.conflict, self.failed)
        return sum(counts) + self.left_out

    @property
    def errors(self) -> list[Problem]:
        return sorted(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> list[Problem]:
        return sorted(problem for problem in self.problems if problem.severity == "warning")
