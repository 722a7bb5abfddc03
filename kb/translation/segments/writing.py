"""Writing translations of segments: whoever or whatever made them, this is how they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import StringValue, validate_translation_links

from kb.models import Family
from kb.translation.segments import events
from kb.translation.segments.rows import put
from portal.actors import Actor

type Key = tuple[str, str]
"""A segment's path on the page and its text in the source: equal sentences of a block are one."""

_LONGEST_TITLE = Page._meta.get_field("draft_title").max_length


class Origin(StrEnum):
    """Where a translation came from."""

    TYPED = "typed"
    MEMORY = "memory"
    MACHINE = "machine"
    IMPORT = "import"


def tool_of(origin: Origin) -> str:
    """What wagtail-localize calls it: nothing, where somebody typed."""
    return "" if origin is Origin.TYPED else origin.value


def origin_of(how: str, tool: str) -> Origin:
    """The other way round. What another program has written down is a machine's or typed."""
    if how == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return Origin.MACHINE
    return Origin(tool) if tool in set(Origin) else Origin.TYPED


@dataclass(frozen=True, slots=True)
class _Place:
    """The rows that a segment consists of."""

    context: int
    string: int


def fault(source: str, translation: str) -> str:
    """What is wrong with the markup of a translation, in the language in force; "" for nothing."""
    try:
        StringValue.from_translated_html(translation)
        validate_translation_links(source, translation)
    except ValueError as error:
        return str(error)
    return ""


def write(
    family: Family, locale: Locale, texts: Mapping[Key, str], *, by: Actor, origin: Origin
) -> dict[Key, str]:
    """Store translations of a family's segments into a language; "" takes one away.

    Whoever calls has asked whether the actor may. Returns what is wrong with the markup of some:
    those are stored too, and are on no page until they are put right. Raises LookupError for a
    key that is none of the source's segments; then nothing is stored. A machine's text never
    takes the place of a person's: those are left as they are.
    """
    with transaction.atomic():
        Family.objects.filter(pk=family.pk).lock()
        places = _places(family)
        if unknown := [key for key in texts if key not in places]:
            raise LookupError(unknown[0])
        if origin is Origin.MACHINE:
            peoples = _peoples(places, locale)
            texts = {key: text for key, text in texts.items() if places[key] not in peoples}
        faults = {
            key: said for key, text in texts.items() if text and (said := fault(key[1], text))
        }
        kept = {key: text for key, text in texts.items() if text}
        _store(kept, places, faults, locale=locale, by=by, origin=origin)
        _take_away([places[key] for key in texts if not texts[key]], locale)
        _name_draft(family, locale, texts)
        told = {
            source: text for (path, source), text in kept.items() if (path, source) not in faults
        }
        events.written.send(sender=None, family=family, locale=locale, texts=told, origin=origin)
        events.changed.send(sender=None, keys=[family.translation_key])
    return faults


def _places(family: Family) -> dict[Key, _Place]:
    rows = StringSegment.objects.filter(
        source__object_id=family.translation_key, source__locale=family.source_locale_id
    ).values_list("context__path", "string__data", "context_id", "string_id")
    return {(path, text): _Place(context, string) for path, text, context, string in rows}


def _peoples(places: Mapping[Key, _Place], locale: Locale) -> set[_Place]:
    """Where a person has translated."""
    rows = StringTranslation.objects.filter(
        context__in={place.context for place in places.values()}, locale=locale
    ).exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    return {_Place(*row) for row in rows.values_list("context_id", "translation_of_id")}


def _store(
    texts: Mapping[Key, str],
    places: Mapping[Key, _Place],
    faults: Mapping[Key, str],
    *,
    locale: Locale,
    by: Actor,
    origin: Origin,
) -> None:
    how = (
        StringTranslation.TRANSLATION_TYPE_MACHINE
        if origin is Origin.MACHINE
        else StringTranslation.TRANSLATION_TYPE_MANUAL
    )
    now = timezone.now()
    rows = [
        StringTranslation(
            translation_of_id=places[key].string,
            context_id=places[key].context,
            locale=locale,
            data=text,
            translation_type=how,
            tool_name=tool_of(origin),
            last_translated_by=by.account,
            updated_at=now,
            has_error=key in faults,
        )
        for key, text in texts.items()
    ]
    put(rows, "last_translated_by")


def _take_away(places: list[_Place], locale: Locale) -> None:
    contexts = {place.context for place in places}
    wanted = {(place.context, place.string) for place in places}
    rows = StringTranslation.objects.filter(context__in=contexts, locale=locale)
    gone = [
        pk
        for pk, *place in rows.values_list("pk", "context_id", "translation_of_id")
        if tuple(place) in wanted
    ]
    if gone:
        StringTranslation.objects.filter(pk__in=gone)._raw_delete(StringTranslation.objects.db)


def _name_draft(family: Family, locale: Locale, texts: Mapping[Key, str]) -> None:
    """Editors' lists call a draft by its translated title."""
    titles = [text for (path, _source), text in texts.items() if path == "title"]
    if titles:
        pages = Page.objects.filter(translation_key=family.translation_key, locale=locale)
        # One that is too long is told where it is published.
        name: Any = titles[-1][:_LONGEST_TITLE] or F("title")
        pages.update(draft_title=name)
