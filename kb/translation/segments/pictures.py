"""Pictures that show words, and videos: which languages have a version of their own, and giving
them one. What is said of pictures here is true of videos, too. To a video a language may add
captions, which make the source's good for it.

wagtail-localize stores a version as what overrides the picture of the source in one language, and
captions as what overrides the source's list of them.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    TranslationContext,
    TranslationSource,
)

from kb.blocks import KINDS
from kb.models import Family
from kb.translation.segments import events
from portal.actors import Actor

_FIELD = "body"
_OWN = [
    f"{_FIELD}.{kind.name}.{part}" for kind in KINDS.by_name.values() for part in kind.own_parts
]
_ADDED = [
    f"{_FIELD}.{kind.name}.{kind.added_part}" for kind in KINDS.by_name.values() if kind.added_part
]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a source in one language: the numbers of both, None for no version yet.

    `kind` is its block's; `captions` is the number of the file that the language has added.
    """

    path: str
    context: int
    source: int
    own: int | None = None
    kind: str = "image"
    captions: int | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where each language needs its own, but for those that the source's is good for.

    `added` is where a language's captions are stored, None while no language has any.
    """

    context: int
    kind: str
    served: Collection[str]
    added: int | None = None


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
        of_place = {place.context: place.context for place in needed}
        of_place |= {place.added: place.context for place in needed if place.added}
        rows = SegmentOverride.objects.filter(context__in=list(of_place), has_error=False)
        fields = ("locale_id", "locale__language_code", "context_id", "data_json")
        for locale, code, context, data in rows.values_list(*fields):
            place = of_place[context]
            if place == context or _captions_in(code, json.loads(data)):
                found.there[locale].add(place)
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
    contexts = [one for place in there.values() for one in (place.context, place.added) if one]
    chosen = SegmentOverride.objects.filter(context__in=contexts, locale=locale, has_error=False)
    own: dict[int | None, Any] = {one.context_id: one.data for one in chosen}
    rows = OverridableSegment.objects.filter(source__in=list(needed), context__in=list(there))
    return [
        Picture(
            path,
            context,
            int(json.loads(data)),
            int(own[context]) if context in own else None,
            place.kind,
            _captions_in(locale.language_code, own.get(place.added)),
        )
        for path, context, data in rows.order_by("order").values_list(
            "context__path", "context_id", "data_json"
        )
        if (place := there[context])
        and ({context, place.added} & own.keys() or locale.language_code not in place.served)
    ]


def _captions_in(language: str, stored: Any) -> int | None:
    """The file in a language among pairs of a language and the number of its file."""
    pairs = stored if isinstance(stored, list) else []
    return next((int(number) for code, number in pairs if code == language), None)


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
    _put(place.context, locale, picture, by)
    events.changed.send(sender=None, keys=[family.translation_key])


@transaction.atomic
def add_captions(
    family: Family, locale: Locale, path: str, file: int | None, *, by: Actor
) -> None:
    """Have a language show these captions with what it shows in a place, or (None) no own ones.

    Whoever calls has asked whether the actor may. Raises LookupError for a place that needs no
    version, or that takes no captions.
    """
    Family.objects.filter(pk=family.pk).lock()
    place = next((one for one in of(family, locale) if one.path == path), None)
    if place is None or not (part := KINDS.by_name[place.kind].added_part):
        raise LookupError(path)
    context = _where_added(place, part, family)
    pairs = None if file is None else [[locale.language_code, file]]
    _put(context, locale, pairs, by)
    events.changed.send(sender=None, keys=[family.translation_key])


def _where_added(place: Picture, part: str, family: Family) -> int:
    """The number of the context; sources that were stored before there was one get it here."""
    path = f"{place.path.rpartition('.')[0]}.{part}"
    context, _made = TranslationContext.objects.get_or_create(
        object_id=family.translation_key,
        path_id=TranslationContext._get_path_id(path),
        defaults={"path": path, "field_path": f"{_FIELD}.{place.kind}.{part}"},
    )
    shown = OverridableSegment.objects.filter(
        context=place.context, source__locale=family.source_locale_id
    )
    segment = shown.select_related("source").latest("pk")
    OverridableSegment.objects.get_or_create(
        source=segment.source,
        context=context,
        defaults={"order": segment.order, "data_json": "[]"},
    )
    return int(context.pk)


def _put(context: int, locale: Locale, data: Any, by: Actor) -> None:
    """Instead of what a language has there; None for nothing."""
    _take_away(SegmentOverride.objects.filter(context=context, locale=locale))
    if data is not None:
        made = SegmentOverride(
            locale=locale,
            context_id=context,
            data_json=json.dumps(data),
            last_translated_by=by.account,
            updated_at=timezone.now(),
        )
        SegmentOverride.objects.bulk_create([made])


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
    of_kind = KINDS.by_name[kind]
    places = [f"{_FIELD}.{kind}.{part}" for part in of_kind.own_parts]
    is_own = Q(context__field_path__in=places, data_json__in=said)
    # As the second of a pair.
    is_added = Q(
        context__field_path=f"{_FIELD}.{kind}.{of_kind.added_part}",
        data_json__contains=f", {number}]",
    )
    gone = SegmentOverride.objects.filter(is_own | is_added)
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
    where = [*_OWN, *_ADDED]
    rows = OverridableSegment.objects.filter(source__in=sources, context__field_path__in=where)
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
            start = f"{_FIELD}.{block['id']}"
            added = contexts.get(f"{start}.{kind.added_part}")
            for part in kind.own_parts:
                if context := contexts.get(path := f"{start}.{part}"):
                    yield path, _Place(context, kind.name, kind.served(block["value"]), added)
