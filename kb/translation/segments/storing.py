"""Segments of sources as wagtail-localize stores them, of many pages in a few statements.

It writes one segment at a time, some 14 statements each. What it would have written, these rows
are; tests hold them against each other.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from kb.translation.segments import field_paths
from kb.translation.segments.rows import get_or_create_all

_AT_ONCE = 500


@dataclass(slots=True)
class Segmented:
    """A source, taken apart."""

    page: Page
    segments: list[Any]


@dataclass(slots=True)
class Stored:
    """Numbers of what was found or written: sources by key, contexts and strings by theirs."""

    sources: dict[Any, TranslationSource] = field(default_factory=dict)
    contexts: dict[tuple[Any, str], int] = field(default_factory=dict)
    strings: dict[tuple[int, str], int] = field(default_factory=dict)


def take_apart(page: Page) -> Segmented:
    """The segments of a page, which must be of its own class."""
    return Segmented(page, extract_segments(page))


def strings_of(segments: Iterable[Any]) -> list[Any]:
    """Those that are text."""
    return [segment for segment in segments if isinstance(segment, StringSegmentValue)]


def store(taken: Sequence[Segmented], at: datetime) -> Stored:
    """Write sources with their segments, instead of what there is of them."""
    return store_segments(taken, _sources(taken, at))


def store_segments(taken: Sequence[Segmented], sources: dict[Any, TranslationSource]) -> Stored:
    """Write the segments of sources that are there, by their translation keys."""
    stored = Stored(sources, _contexts(taken), _strings(taken))
    rows = _segment_rows(taken, stored, _templates(taken))
    for model, wanted in rows.items():
        _replace(model, wanted, sources)
    _store_related(taken, sources)
    return stored


def _sources(taken: Sequence[Segmented], at: datetime) -> dict[Any, TranslationSource]:
    of_all = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(
        [
            TranslatableObject(translation_key=one.page.translation_key, content_type=of_all)
            for one in taken
        ],
        ignore_conflicts=True,
    )
    apps = {one.page._meta.app_label for one in taken}
    versions = {label: get_schema_version(label) for label in apps}
    TranslationSource.objects.bulk_create(
        [
            TranslationSource(
                object_id=one.page.translation_key,
                locale_id=one.page.locale_id,
                specific_content_type=ContentType.objects.get_for_model(type(one.page)),
                object_repr=str(one.page)[:200],
                content_json=one.page.to_json(),
                schema_version=versions[one.page._meta.app_label],
                last_updated_at=at,
            )
            for one in taken
        ],
        update_conflicts=True,
        unique_fields=["object", "locale"],
        update_fields=["object_repr", "content_json", "schema_version", "last_updated_at"],
    )
    locales = {one.page.translation_key: one.page.locale_id for one in taken}
    return {
        source.object_id: source
        for source in TranslationSource.objects.filter(object_id__in=list(locales))
        if source.locale_id == locales[source.object_id]
    }


def _contexts(taken: Sequence[Segmented]) -> dict[tuple[Any, str], int]:
    rows = {}
    for one in taken:
        field_path = field_paths.of(one.page)
        for segment in one.segments:
            key = (one.page.translation_key, segment.path)
            if key not in rows:
                rows[key] = TranslationContext(
                    object_id=key[0],
                    path=segment.path,
                    path_id=TranslationContext._get_path_id(segment.path),
                    field_path=field_path(segment.path),
                )
    return get_or_create_all(
        TranslationContext, rows, key=lambda row: (row.object_id, row.path), by="object_id"
    )


def _strings(taken: Sequence[Segmented]) -> dict[tuple[int, str], int]:
    rows = {}
    for one in taken:
        for segment in strings_of(one.segments):
            data = segment.string.data
            rows[one.page.locale_id, data] = String(
                locale_id=one.page.locale_id, data=data, data_hash=String._get_data_hash(data)
            )
    return get_or_create_all(
        String, rows, key=lambda row: (row.locale_id, row.data), by="data_hash"
    )


def _templates(taken: Sequence[Segmented]) -> dict[str, int]:
    rows = {}
    for one in taken:
        for segment in one.segments:
            if isinstance(segment, TemplateSegmentValue):
                rows[segment.template] = _template(segment)
    return get_or_create_all(Template, rows, key=lambda row: row.template, by="uuid")


def _template(segment: TemplateSegmentValue) -> Template:
    namespace = uuid.uuid5(Template.BASE_UUID_NAMESPACE, segment.format)
    return Template(
        uuid=uuid.uuid5(namespace, segment.template),
        template=segment.template,
        template_format=segment.format,
        string_count=segment.string_count,
    )


def _segment_rows(
    taken: Sequence[Segmented], stored: Stored, templates: dict[str, int]
) -> dict[Any, list[Any]]:
    rows: dict[Any, list[Any]] = {StringSegment: [], TemplateSegment: [], OverridableSegment: []}
    for one in taken:
        source = stored.sources[one.page.translation_key]
        for segment in one.segments:
            place = {
                "source": source,
                "context_id": stored.contexts[source.object_id, segment.path],
                "order": segment.order,
            }
            if isinstance(segment, StringSegmentValue):
                string = stored.strings[source.locale_id, segment.string.data]
                attrs = json.dumps(segment.attrs, cls=DjangoJSONEncoder)
                rows[StringSegment].append(StringSegment(string_id=string, attrs=attrs, **place))
            elif isinstance(segment, TemplateSegmentValue):
                template = templates[segment.template]
                rows[TemplateSegment].append(TemplateSegment(template_id=template, **place))
            elif isinstance(segment, OverridableSegmentValue):
                data = json.dumps(segment.data, cls=DjangoJSONEncoder)
                rows[OverridableSegment].append(OverridableSegment(data_json=data, **place))
    return rows


def _replace(model: Any, wanted: list[Any], sources: dict[Any, TranslationSource]) -> None:
    """Write these rows. What stays keeps its number: a translator has it before them."""
    had: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in model.objects.filter(source__in=list(sources.values())).order_by("order"):
        had[_content(row)].append(row)
    new, moved = [], []
    for row in wanted:
        if not (same := had[_content(row)]):
            new.append(row)
        elif (kept := same.pop(0)).order != row.order:
            kept.order = row.order
            moved.append(kept)
    gone = [row.pk for rows in had.values() for row in rows]
    for some in batched(gone, _AT_ONCE):
        model.objects.filter(pk__in=some).delete()
    model.objects.bulk_update(moved, ["order"], batch_size=_AT_ONCE)
    model.objects.bulk_create(new, batch_size=_AT_ONCE)


def _content(row: Any) -> tuple[Any, ...]:
    """All that a row says, but for its number and its place on the page."""
    fields = row._meta.concrete_fields
    return tuple(getattr(row, one.attname) for one in fields if one.name not in ("id", "order"))


def _store_related(taken: Sequence[Segmented], sources: dict[Any, TranslationSource]) -> None:
    """Things that have translations of their own: few, so as wagtail-localize itself does."""
    RelatedObjectSegment.objects.filter(source__in=list(sources.values())).delete()
    for one in taken:
        for segment in one.segments:
            if isinstance(segment, RelatedObjectSegmentValue):
                RelatedObjectSegment.from_value(sources[one.page.translation_key], segment)
