"""Having machines translate what is missing, of one article in one language."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.core.exceptions import ValidationError
from django.db import transaction

from kb.models import LanguageRule
from kb.models.reviewing import Unread
from kb.querysets import audience
from kb.translation.desk import saving
from kb.translation.desk.carrying import is_carried
from kb.translation.desk.places import Place
from kb.translation.machine.models import Fill, JobOutcome
from kb.translation.machine.passages import has_doubts, prepare, restored
from kb.translation.machine.terms import terms_in
from kb.translation.markup import plain
from kb.translation.segments import Origin, Segment, publish, write
from kb.translation.segments.publishing import is_left_to_people
from kb.translation.segments.writing import Key
from portal import actors
from portal.actors import Actor
from portal.machine_translation.translating import engines_for, translate
from search.documents import PUBLIC

AT_ONCE = 20
"""So many sentences are sent together, and stored before the next are."""


def is_missing(segment: Segment) -> bool:
    """Whether a machine may translate it: where a person has, or had before, it may not."""
    if segment.translation or is_carried(segment.source):
        return False
    return not segment.old_translation or segment.old_origin is Origin.MACHINE


def engines_at(place: Place) -> tuple[str, ...]:
    """The engines that translate this article into this language."""
    return engines_for(place.family.source_locale.language_code, place.locale.language_code)


def is_public(place: Place) -> bool:
    """Whether everybody may read the source: nothing else is sent to anybody."""
    source = place.source
    return source is not None and source.live and audience(source) == (PUBLIC,)


def fill(row: Fill) -> JobOutcome:
    """Translate what is missing, and publish it where the language's rule says so.

    Raises MachineError, with what was translated until then stored, and LeaseLostError.
    """
    if row.asked_by is None:
        return JobOutcome.FORBIDDEN
    place = Place(family=row.family, locale=row.locale)
    actor = actors.on_behalf_of(row.asked_by)
    if why := _why_not(place, actor):
        return why
    missing = [segment for segment in place.segments().values() if is_missing(segment)]
    row.count(of=len(missing))
    is_whole = True
    for some in batched(missing, AT_ONCE):
        written = translate_segments(place, some, by=actor)
        row.count(done=len(some))
        is_whole &= len(written) == len(some)
    if not is_whole:
        return JobOutcome.PARTLY
    return JobOutcome.PUBLISHED if _publish(place, actor) else JobOutcome.FILLED


def translate_segments(place: Place, segments: Sequence[Segment], *, by: Actor) -> dict[Key, str]:
    """Translate these and store what came of it, for a person to read; returns it.

    Whoever calls has asked whether the actor may. Raises MachineError.
    """
    texts = dict(_translated(place, segments))
    if texts:
        write(place.family, place.locale, texts, by=by, origin=Origin.MACHINE)
    return texts


def _translated(place: Place, segments: Sequence[Segment]) -> Iterator[tuple[Key, str]]:
    source, target = place.family.source_locale.language_code, place.locale.language_code
    terms = terms_in((plain(one.source) for one in segments), source, target)
    prepared = [one for segment in segments if (one := prepare(segment, terms))]
    passages = [one.passage for one in prepared]
    answers = translate(passages, source=source, target=target, terms=terms)
    for one, answer in zip(prepared, answers, strict=True):
        if answer.translation is None:
            continue
        html = restored(one, answer.translation, source_locale=source, locale=target)
        if html:
            yield one.segment.key, html


def _why_not(place: Place, actor: Actor) -> JobOutcome | None:
    if place.page is None or place.number is None:
        return JobOutcome.NOT_BEGUN
    if not actor.may("help.translate_text", place.page):
        return JobOutcome.FORBIDDEN
    if not engines_at(place):
        return JobOutcome.UNSUPPORTED
    return None if is_public(place) else JobOutcome.NOT_PUBLIC


def _publish(place: Place, actor: Actor) -> bool:
    """Whether it was published: where nobody is to read it first, and nothing is to be said.

    The rule is for what machines write. With a person's words it is published for who may do so.
    What is looked at is what is published: nobody saves at the desk in between.
    """
    page = place.page
    if page is None or LanguageRule.unread_in(place.locale) != Unread.STRAIGHT_AWAY:
        return False
    source, target = place.family.source_locale.language_code, place.locale.language_code
    try:
        with transaction.atomic():
            place.lock()
            if is_left_to_people(page) and not actor.may("help.publish", page):
                return False
            texts = place.segments().values()
            if not _is_whole(texts) or any(has_doubts(one, source, target) for one in texts):
                return False
            saving.carry(place, by=actor)
            publish(place.family, place.locale, by=actor)
    except ValidationError:
        return False  # It is a draft that has to be mended: a title that is too long.
    return True


def _is_whole(segments: Iterable[Segment]) -> bool:
    return all(
        (one.translation and not one.has_fault) or is_carried(one.source) for one in segments
    )
