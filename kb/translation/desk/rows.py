"""What the desk shows of each segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from kb.glossary import TermPair, terms_in
from kb.glossary.pairs import once_each
from kb.models import HelpPage
from kb.translation.checks.checking import Finding, findings
from kb.translation.checks.elsewhere import other_translations
from kb.translation.checks.kept import name_of
from kb.translation.checks.pairs import Pair
from kb.translation.desk.carrying import is_carried
from kb.translation.desk.difference import DiffPart, difference
from kb.translation.desk.places import Place
from kb.translation.desk.saving import version
from kb.translation.markup import numbered, plain, typed
from kb.translation.segments import Origin, Segment


class State(models.TextChoices):
    """What is to be done about a segment."""

    TO_DO = "to-do", pgettext_lazy("segment", "to translate")
    UPDATE = "update", pgettext_lazy("segment", "the source has changed")
    REVIEW = "review", pgettext_lazy("segment", "to review")
    CARRIED = "carried", pgettext_lazy("segment", "the same in every language")
    DONE = "done", pgettext_lazy("segment", "translated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A segment, ready to be shown: `text` is what stands in its field at first."""

    name: str
    label: Any
    source: str
    text: str
    version: str
    state: State
    marks: Sequence[tuple[int, Any]]
    changes: Sequence[DiffPart]
    findings: Sequence[Finding]
    terms: Sequence[TermPair]
    comments: Sequence[Any]
    conflict: str = ""
    is_by_machine: bool = False

    @property
    def is_done(self) -> bool:
        return self.state in (State.DONE, State.CARRIED)

    @property
    def is_to_be_kept(self) -> bool:
        """Whether there is a text that nobody has said to be right yet."""
        return self.state in (State.UPDATE, State.REVIEW)


def rows_of(
    place: Place,
    segments: Mapping[str, Segment],
    *,
    comments: Mapping[str, Sequence[Any]],
    unsaved: Mapping[str, str] | None = None,
) -> list[Row]:
    """One for each, by name; `unsaved` is what was typed where another was faster."""
    said = {one.source: one.translation for one in segments.values() if one.translation}
    elsewhere = other_translations(said, place.family, place.locale) if said else {}
    return [
        row_of(
            place,
            name,
            segment,
            comments=comments.get(name, ()),
            also=elsewhere.get(segment.source, ()),
            unsaved=(unsaved or {}).get(name),
        )
        for name, segment in segments.items()
    ]


def row_of(
    place: Place,
    name: str,
    segment: Segment,
    *,
    comments: Sequence[Any] = (),
    also: Sequence[Finding] = (),
    unsaved: str | None = None,
) -> Row:
    """One segment as it is shown."""
    known = numbered(segment.source, segment.translation)
    terms = _terms(place, segment)
    state = state_of(segment)
    text = typed(segment.translation or segment.old_translation, known)
    if state == State.CARRIED and not text:
        text = typed(segment.source, known)
    return Row(
        name=name,
        label="" if "." in segment.path else HelpPage._meta.get_field(segment.path).verbose_name,
        source=typed(segment.source, known),
        text=text if unsaved is None else unsaved,
        version=version(segment),
        state=state,
        marks=[(number, name_of(mark)) for number, mark in enumerate(known, start=1)],
        changes=_changes(segment),
        findings=[*_findings(place, segment, terms), *also],
        terms=once_each(terms),
        comments=comments,
        conflict="" if unsaved is None else text,
        is_by_machine=segment.origin is Origin.MACHINE,
    )


def state_of(segment: Segment) -> State:
    """What is to be done about it."""
    if segment.translation:
        return State.REVIEW if segment.needs_review else State.DONE
    if is_carried(segment.source):
        return State.CARRIED
    return State.UPDATE if segment.old_translation else State.TO_DO


def _changes(segment: Segment) -> list[DiffPart]:
    old = segment.old_source
    return difference(plain(old), plain(segment.source)) if old else []


def _terms(place: Place, segment: Segment) -> Sequence[TermPair]:
    """What the glossary knows of a segment: two queries where something public has changed."""
    source = place.family.source_locale.language_code
    return terms_in(plain(segment.source), source, place.locale.language_code)


def _findings(place: Place, segment: Segment, terms: Sequence[TermPair]) -> list[Finding]:
    return findings(
        Pair(
            source=segment.source,
            translation=segment.translation,
            source_locale=place.family.source_locale.language_code,
            locale=place.locale.language_code,
            terms=terms,
        )
    )
