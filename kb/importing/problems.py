"""What is wrong in a file, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """An error keeps the file out; a warning lets it in."""

    file: str
    line: int
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class BadFile(Exception):  # noqa: N818 - it names the file's state, as the report does
    """A file cannot be read as an article; carries the line and the reason."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the file should know, though it goes in."""

    line: int
    message: str


@dataclass(slots=True)
class Log:
    """Everything that is met in a file: what keeps it out, and what one should know."""

    faults: list[BadFile] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        """Something that keeps the file out; the same is said once for a line."""
        if all((known.line, known.message) != (line, message) for known in self.faults[-20:]):
            self.faults.append(BadFile(line, message))

    def note(self, line: int, message: str) -> None:
        """Something that a reader of the file should know."""
        if Note(line, message) not in self.notes[-20:]:
            self.notes.append(Note(line, message))

    def say_where(self, words: Sequence[str]) -> None:
        """Where lines are paragraphs that nobody can count: say how each begins, from line 1."""
        self.faults = [BadFile(one.line, _at(one, words)) for one in self.faults]
        self.notes = [Note(one.line, _at(one, words)) for one in self.notes]


def _at(one: BadFile | Note, words: Sequence[str]) -> str:
    shown = words[one.line - 1] if 0 < one.line <= len(words) else ""
    return f"{one.message} (at “{shown}”)" if shown else one.message
