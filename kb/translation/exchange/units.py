"""What a file holds: the texts of one article with their translations, whatever its format."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.translation.desk.carrying import is_carried
from kb.translation.markup import InlineElement, numbered, typed
from kb.translation.memory.remembering import digest
from kb.translation.segments import Segment
from portal.text import clean_text

_HASH = 16


class BadExchangeError(Exception):
    """A file that is not taken; says why, in the language in force."""


class UnitState(StrEnum):
    """What is known of a translation: nothing, that somebody has to look at it, or that it is
    right."""

    UNKNOWN = ""
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A text with marks, as at the desk, and its translation, "" for none.

    `version` tells what the translation was when the file was made, "" where no file says so.
    `before` is what the text was before it was changed, `known` are its marks; files name neither.
    """

    name: str
    source: str
    target: str
    state: UnitState
    version: str = ""
    before: str = ""
    known: Sequence[InlineElement] = ()

    @property
    def path(self) -> str:
        """Where the text stands in its article."""
        return self.name.rpartition("#")[0]

    @property
    def was(self) -> UnitState | None:
        """What was known of this very translation when the file was made; None for another."""
        return next((one for one in UnitState if version(self.target, one) == self.version), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The texts of one article by its id, and the codes of the languages it is in and gets."""

    article: str
    source: str
    target: str
    units: Sequence[Unit]


def version(target: str, state: UnitState) -> str:
    """What a translation in this state is told from another by."""
    return digest(f"{state}\n{target}")[:_HASH]


def name_of(segment: Segment) -> str:
    """What a segment is called in files for as long as it stands there and says the same."""
    return f"{segment.path}#{digest(segment.source)[:_HASH]}"


def unit_of(segment: Segment) -> Unit:
    """A segment as it goes out: one that has changed with its old translation, to be looked at."""
    known = numbered(segment.source, segment.translation)
    target = _shown(segment.translation or segment.old_translation, known)
    state = UnitState.UNKNOWN
    if target:
        is_open = segment.is_to_do
        state = UnitState.OPEN if is_open else UnitState.DONE
    return Unit(
        name=name_of(segment),
        source=_shown(segment.source, known),
        target=target,
        state=state,
        version=version(target, state),
        before=_shown(segment.old_source, known),
        known=known,
    )


def units_of(segments: Sequence[Segment]) -> list[Unit]:
    """All that somebody has to translate: what is the same in every language is done by itself."""
    wanted = [one for one in segments if one.translation or not is_carried(one.source)]
    units = {unit.name: unit for unit in map(unit_of, wanted)}
    return [unit for unit in units.values() if unit.source]


def _shown(html: str, known: list[InlineElement]) -> str:
    return clean_text(typed(html, known)).strip()
