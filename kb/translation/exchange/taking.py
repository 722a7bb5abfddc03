"""The texts of one file into its article: what fits is stored, and of all else it is said why."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kb.translation.checks.kept import check_markup
from kb.translation.checks.pairs import Pair
from kb.translation.desk.places import Place
from kb.translation.exchange.inline import misfits
from kb.translation.exchange.units import Document, Unit, UnitState, name_of, unit_of
from kb.translation.markup import from_typed
from kb.translation.segments import Origin, Segment, write
from kb.translation.segments.writing import fault
from portal.actors import Actor

_TOLD, _TOLD_OF_ONE = 5, 40
_ELEMENT = re.compile(r"</?[A-Za-z][^<>]*>")


class UnitOutcome(models.TextChoices):
    """What became of a text of a file."""

    WRITTEN = "written", pgettext_lazy("text of a file", "saved")
    SAME = "same", pgettext_lazy("text of a file", "nothing new in the file")
    EMPTY = "empty", pgettext_lazy("text of a file", "not translated in the file")
    UNFINISHED = (
        "unfinished",
        pgettext_lazy("text of a file", "marked in the file as not finished"),
    )
    CONFLICT = "conflict", pgettext_lazy("text of a file", "translated here since the download")
    CHANGED = (
        "changed",
        pgettext_lazy("text of a file", "the source has changed since the download"),
    )
    UNKNOWN = "unknown", pgettext_lazy("text of a file", "not in this article")
    MARKUP = "markup", pgettext_lazy("text of a file", "marks that do not fit")
    TWICE = "twice", pgettext_lazy("text of a file", "more than once in the file")


QUIET = (UnitOutcome.WRITTEN, UnitOutcome.SAME, UnitOutcome.EMPTY)
"""What needs no look at the text itself."""


@dataclass(frozen=True, slots=True)
class TakenUnit:
    """What became of one text; `words` say what is wrong with it, if that needs words."""

    unit: Unit
    outcome: UnitOutcome
    words: str = ""


@transaction.atomic
def take(place: Place, document: Document, *, by: Actor) -> Sequence[TakenUnit]:
    """Store what fits; what a person has written since the file was made is left alone.

    Whoever calls has asked whether the actor may, and that the document is of this place.
    """
    place.lock()
    segments = {name_of(one): one for one in place.segments().values()}
    paths = {one.path for one in segments.values()}
    times = Counter(unit.name for unit in document.units)
    found = [
        _judged(unit, segments[unit.name], place)
        if unit.name in segments and times[unit.name] == 1
        else TakenUnit(unit, _outcome_of_no_segment(unit, times, paths))
        for unit in document.units
    ]
    texts = {
        segments[one.unit.name].key: _html(one.unit, segments[one.unit.name])
        for one in found
        if one.outcome is UnitOutcome.WRITTEN
    }
    if texts:
        write(place.family, place.locale, texts, by=by, origin=Origin.IMPORT)
    return found


def _outcome_of_no_segment(
    unit: Unit, times: Mapping[str, int], paths: Collection[str]
) -> UnitOutcome:
    if times[unit.name] > 1:
        return UnitOutcome.TWICE
    return UnitOutcome.CHANGED if unit.path in paths else UnitOutcome.UNKNOWN


def _judged(unit: Unit, segment: Segment, place: Place) -> TakenUnit:
    now = unit_of(segment)
    outcome = _outcome(unit, now, is_written=bool(segment.translation and not segment.is_to_do))
    words = _misfit(unit, now, segment, place) if outcome is UnitOutcome.WRITTEN else ""
    return TakenUnit(unit, UnitOutcome.MARKUP if words else outcome, words)


def _outcome(unit: Unit, now: Unit, *, is_written: bool) -> UnitOutcome:
    """What becomes of a text where there is this now; `is_written` says that a person wrote it."""
    if unit.source != now.source:
        return UnitOutcome.CHANGED
    if not unit.target:
        return UnitOutcome.EMPTY
    is_confirmed = unit.was is UnitState.OPEN and unit.state is UnitState.DONE
    is_there = unit.target == now.target and now.state is UnitState.DONE
    if is_there or (unit.was is not None and not is_confirmed):
        return UnitOutcome.SAME
    if unit.state is UnitState.OPEN:
        return UnitOutcome.UNFINISHED
    if is_written and unit.version != now.version:
        return UnitOutcome.CONFLICT
    return UnitOutcome.WRITTEN


def _misfit(unit: Unit, now: Unit, segment: Segment, place: Place) -> str:
    """What is wrong with the markup, in words; "" for nothing."""
    wrong = [*misfits(unit.target, now.known), *_ELEMENT.findall(unit.target)]
    there = [*misfits(now.source, now.known), *_ELEMENT.findall(now.source)]
    if left := [mark for mark in wrong if mark not in there]:
        told = [mark[:_TOLD_OF_ONE] for mark in dict.fromkeys(left)][:_TOLD]
        return _("These marks do not fit: %(marks)s") % {"marks": " ".join(told)}
    html = _html(unit, segment)
    pair = Pair(
        source=segment.source,
        translation=html,
        source_locale=place.family.source_locale.language_code,
        locale=place.locale.language_code,
    )
    return " ".join(check_markup(pair)) or fault(segment.source, html)


def _html(unit: Unit, segment: Segment) -> str:
    return from_typed(unit.target, list(unit_of(segment).known))
