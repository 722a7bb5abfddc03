"""Pictures that show words, and videos: which languages have a version of their own, and giving
them one. What is said of pictures here is true of videos, too.

wagtail-localize stores a version as what overrides the picture of the source in one language.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationSource

from kb.blocks import KINDS
from kb.models import Family
from kb.translation.segments import events
from portal.actors import Actor

_FIELD = "body"
_PLACES = [
    f"{_FIELD}.{kind.name}.{part}" for kind in KINDS.by_name.values() for part in kind.own_parts
]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a source in one language: the numbers of both, None for no version yet.

    `kind` is its block's.
    """

    path: str
    context: int
    source: int
    own: int | None = None
    kind: str = "image"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where each language needs its own, but for those that the source's is good for."""

    context: int
    kind: str
    served: Collection[str]


@dataclass(slots=True)
class Versions:
    """Which places of some sources need a version, and where the languages have one."""

    needed: Mapping[int, Mapping[str, _Place]]
    there: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def missing(self, source: int, locale: int) -> int:
        """How many a language has still to make, by the numbers of source and language."""
        places = self.needed.get(source, {}).values()
        return len({place.context for place in places} - self.there[locale])


def versions(sources: Collection[int]) -> Versions:
    """Of these sources, by number. One query where none shows a picture, else four at most."""
    found = Versions(_needed(sources))
    needed = [place for places in found.needed.values() for place in places.values()]
    if needed:
        contexts = [place.context for place in needed]
        rows = SegmentOverride.objects.filter(context__in=contexts, has_error=False)
        for locale, context in rows.values_list("locale_id", "context_id"):
            found.there[locale].add(context)
    if any(place.served for place in needed):
        for locale, code in Locale.objects.values_list("pk", "language_code"):
            found.there[locale] |= {one.context for one in needed if code in one.served}
    return found


def of(family: Family, locale: Locale) -> list[Picture]:
    """Those of a family's source that each language needs its own of, in the order of the page.

    Empty for an article that was never submitted for translation. Four queries at most. What the
    source's is good for in the language is among them only if it has a version nonetheless.
    """
    sources = TranslationSource.objects.filter(
        object_id=family.translation_key, locale=family.source_locale_id
    )
    needed = _needed(sources.values_list("pk", flat=True))
    there = {place.context: place for places in needed.values() for place in places.values()}
    own = {
        one.context_id: int(one.data)
        for one in SegmentOverride.objects.filter(
            context__in=list(there), locale=locale, has_error=False
        )
    }
    rows = OverridableSegment.objects.filter(source__in=list(needed), context__in=list(there))
    return [
        Picture(path, context, int(json.loads(data)), own.get(context), there[context].kind)
        for path, context, data in rows.order_by("order").values_list(
            "context__path", "context_id", "data_json"
        )
        if context in own or locale.language_code not in there[context].served
    ]


@transaction.atomic
def choose(family: Family, locale: Locale, path: str, picture: int | None, *, by: Actor) -> None:
    """Have a language show this picture in a place, or (None) the source's until it has one.

    The source's own may be chosen: it is right as it stands. Whoever calls has asked whether the
    actor may. Raises LookupError for a place that needs no version.
    """
    Family.objects.filter(pk=family.pk).lock()
    place = next((one for one in of(family, locale) if one.path == path), None)
    if place is None:
        raise LookupError(path)
    there = SegmentOverride.objects.filter(context=place.context, locale=locale)
    _take_away(there)
    if picture is not None:
        made = SegmentOverride(
            locale=locale,
            context_id=place.context,
            data_json=json.dumps(picture),
            last_translated_by=by.account,
            updated_at=timezone.now(),
        )
        SegmentOverride.objects.bulk_create([made])
    events.changed.send(sender=None, keys=[family.translation_key])


def connect() -> None:
    """Called once, when the app is ready."""
    post_delete.connect(_picture_deleted, get_image_model(), dispatch_uid="kb.picture_deleted")
    post_delete.connect(_video_deleted, get_document_model(), dispatch_uid="kb.video_deleted")


def _picture_deleted(*, instance: Any, **_kwargs: Any) -> None:
    _deleted(instance.pk, "image")


def _video_deleted(*, instance: Any, **_kwargs: Any) -> None:
    _deleted(instance.pk, "video")


def _deleted(number: int, kind: str) -> None:
    """A language whose version is deleted has none: else its text could be published no more."""
    said = [json.dumps(number), json.dumps(f"{number}")]
    places = [f"{_FIELD}.{kind}.{part}" for part in KINDS.by_name[kind].own_parts]
    gone = SegmentOverride.objects.filter(context__field_path__in=places, data_json__in=said)
    keys = set(gone.values_list("context__object_id", flat=True))
    if keys:
        # In the order of `choose`: else two could stop each other.
        Family.objects.filter(translation_key__in=keys).lock()
        _take_away(gone)
        events.changed.send(sender=None, keys=list(keys))


def _take_away(rows: QuerySet[SegmentOverride]) -> None:
    """Without telling of each: whoever calls tells of all."""
    numbers = list(rows.values_list("pk", flat=True))
    SegmentOverride.objects.filter(pk__in=numbers)._raw_delete(SegmentOverride.objects.db)


def _needed(sources: Collection[int] | QuerySet[Any]) -> dict[int, dict[str, _Place]]:
    """The places that need a version, by their paths, of each source that has any."""
    rows = OverridableSegment.objects.filter(source__in=sources, context__field_path__in=_PLACES)
    shown: dict[int, dict[str, int]] = defaultdict(dict)
    for source, path, context in rows.values_list("source_id", "context__path", "context_id"):
        shown[source][path] = context
    if not shown:
        return {}
    texts = TranslationSource.objects.filter(pk__in=list(shown))
    return {
        source: places
        for source, content in texts.values_list("pk", "content_json")
        if (places := dict(_places(content, shown[source])))
    }


def _places(content: str, contexts: Mapping[str, int]) -> Iterator[tuple[str, _Place]]:
    """Where in a stored source each language needs its own, by path."""
    for block in json.loads(json.loads(content)[_FIELD]):
        kind = KINDS.by_name.get(block["type"])
        if kind and kind.needs_own(block["value"]):
            for part in kind.own_parts:
                if context := contexts.get(path := f"{_FIELD}.{block['id']}.{part}"):
                    yield path, _Place(context, kind.name, kind.served(block["value"]))
