"""What an import did, or would do."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from kb.importing.problems import Problem, Severity

Outcome = Literal["created", "updated", "unchanged", "conflict", "failed", "left_out"]
Progress = Callable[[int, int, str], None]
_QUOTED = re.compile("“[^”]*”|(?<=link article:)[^ ;]+")


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

    @property
    def by_kind(self) -> list[tuple[str, Severity, int, int]]:
        """What is said, with how often and in how many files; the most frequent first.

        What a message quotes from a file is left out, but for the names of keys.
        """
        kinds: dict[tuple[str, Severity], list[Problem]] = defaultdict(list)
        for problem in self.problems:
            named = problem.message.startswith("unknown key")
            message = problem.message if named else _QUOTED.sub("“…”", problem.message)
            kinds[message, problem.severity].append(problem)
        counted = [
            (message, severity, len(some), len({problem.file for problem in some}))
            for (message, severity), some in kinds.items()
        ]
        return sorted(counted, key=lambda kind: (kind[1], -kind[2], kind[0]))
