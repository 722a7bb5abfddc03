"""Pictures that show words: which languages have a version of their own, and giving them one.

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
    """A picture of a source in one language: the numbers of both, None for no version yet."""

    path: str
    context: int
    source: int
    own: int | None = None


@dataclass(slots=True)
class Versions:
    """Which places of some sources need a version, and where the languages have one."""

    needed: Mapping[int, Mapping[str, int]]
    there: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def missing(self, source: int, locale: int) -> int:
        """How many a language has still to make, by the numbers of source and language."""
        places = self.needed.get(source, {})
        return len(set(places.values()) - self.there[locale])


def versions(sources: Collection[int]) -> Versions:
    """Of these sources, by number. One query where none shows a picture, else three."""
    found = Versions(_needed(sources))
    contexts = [context for places in found.needed.values() for context in places.values()]
    if contexts:
        rows = SegmentOverride.objects.filter(context__in=contexts, has_error=False)
        for locale, context in rows.values_list("locale_id", "context_id"):
            found.there[locale].add(context)
    return found


def of(family: Family, locale: Locale) -> list[Picture]:
    """Those of a family's source that each language needs its own of, in the order of the page.

    Empty for an article that was never submitted for translation. Four queries at most.
    """
    sources = TranslationSource.objects.filter(
        object_id=family.translation_key, locale=family.source_locale_id
    )
    needed = _needed(sources.values_list("pk", flat=True))
    contexts = [context for places in needed.values() for context in places.values()]
    own = {
        one.context_id: int(one.data)
        for one in SegmentOverride.objects.filter(
            context__in=contexts, locale=locale, has_error=False
        )
    }
    rows = OverridableSegment.objects.filter(source__in=list(needed), context__in=contexts)
    return [
        Picture(path, context, int(json.loads(data)), own.get(context))
        for path, context, data in rows.order_by("order").values_list(
            "context__path", "context_id", "data_json"
        )
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


def _picture_deleted(*, instance: Any, **_kwargs: Any) -> None:
    """A language whose version is deleted has none: else its text could be published no more."""
    said = [json.dumps(instance.pk), json.dumps(f"{instance.pk}")]
    gone = SegmentOverride.objects.filter(context__field_path__in=_PLACES, data_json__in=said)
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


def _needed(sources: Collection[int] | QuerySet[Any]) -> dict[int, dict[str, int]]:
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
        if (places := {one: shown[source][one] for one in _paths(content) if one in shown[source]})
    }


def _paths(content: str) -> Iterator[str]:
    """Where in a stored source each language needs its own."""
    for block in json.loads(json.loads(content)[_FIELD]):
        kind = KINDS.by_name.get(block["type"])
        if kind and kind.needs_own(block["value"]):
            yield from (f"{_FIELD}.{block['id']}.{part}" for part in kind.own_parts)
