"""Saving what was typed at the desk; what somebody else has written since is never lost."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import BadRequest
from django.db import transaction

from kb.translation.desk.carrying import is_carried
from kb.translation.desk.places import Place
from kb.translation.markup import from_typed, numbered
from kb.translation.memory.remembering import digest
from kb.translation.segments import Origin, Segment, write
from portal.actors import Actor
from portal.text import clean_text

LONGEST = 50_000
"""Characters that can be typed for a segment: checks and memory read all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed for a segment; `version` is of the translation that was there then.

    Raises BadRequest for more than the form's fields take.
    """

    name: str
    text: str
    version: str

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST:
            raise BadRequest


@dataclass(slots=True)
class Saved:
    """What came of it, by name: texts that are written now, and what others wrote before.

    `lost` are texts of sentences that the article has no more.
    """

    written: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Segment] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def version(segment: Segment) -> str:
    """What a segment's translation is told from a later one by."""
    return digest(segment.translation)


@transaction.atomic
def save(place: Place, typed: Iterable[Typed], *, by: Actor) -> Saved:
    """Write what differs from what there is, but not over what came in between."""
    place.lock()
    segments = place.segments()
    saved = Saved()
    for one in typed:
        segment = segments.get(one.name)
        if segment is None:
            saved.lost += filter(None, [one.text])
            continue
        text = clean_text(one.text).strip()
        html = from_typed(text, numbered(segment.source, segment.translation))
        if html == segment.translation and not segment.is_to_do:
            continue
        if one.version != version(segment):
            saved.conflicts[one.name] = segment
        else:
            saved.written[one.name] = html
    texts = {segments[name].key: html for name, html in saved.written.items()}
    if texts:
        write(place.family, place.locale, texts, by=by, origin=Origin.TYPED)
    return saved


@transaction.atomic
def carry(place: Place, *, by: Actor) -> None:
    """Write what is the same in every language and stands nowhere yet."""
    same = {
        segment.key: segment.source
        for segment in place.segments().values()
        if not segment.translation and is_carried(segment.source)
    }
    if same:
        write(place.family, place.locale, same, by=by, origin=Origin.TYPED)
