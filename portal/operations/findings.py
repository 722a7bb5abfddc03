"""What `manage.py doctor` finds: a sentence, and how bad it is. Nobody's data stands in one."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    WELL = "ok"
    MIND = "mind"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, with what to do about it in its words."""

    level: Level
    words: str


def well(words: str) -> Finding:
    """As it should be."""
    return Finding(Level.WELL, words)


def mind(words: str) -> Finding:
    """Nothing fails, but somebody should know."""
    return Finding(Level.MIND, words)


def wrong(words: str) -> Finding:
    """Something does not work, or soon will not."""
    return Finding(Level.WRONG, words)
