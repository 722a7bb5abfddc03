"""What all engines have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from portal.machine_translation.passages import Passage


@dataclass(frozen=True, slots=True)
class PreferredTerm:
    """A word of the source and what it is to be called."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineRequest:
    """Passages, and from which language into which, by the codes that the site has for them."""

    passages: Sequence[Passage]
    source: str
    target: str
    terms: Sequence[PreferredTerm] = ()


class Engine(Protocol):
    """Translates passages by what the settings say of it, such as `url` and `key`."""

    def __call__(self, asked: MachineRequest, chosen: Mapping[str, str]) -> list[Passage]:
        """One for each passage, whatever has become of its marks; raises MachineError."""


def code_for(code: str, known: Mapping[str, str]) -> str:
    """What an engine calls a language: by its own name for it, else as we do."""
    return known.get(code) or known.get(code.partition("-")[0]) or code
