"""Imported translations as segment translations, written in bulk.

wagtail-localize writes one segment at a time, some 28 queries each. Here the segments of many
articles go in together, in the very form its own extraction gives them: a later change of the
source in the editor finds its unchanged segments translated, and the changed ones not.
"""

import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail import blocks
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)

from kb.models import HelpPage
from kb.translation.bulk import get_or_create_all
from kb.translation.fitting import Filing, strings_of

_AT_ONCE = 500


def file(filings: Sequence[Filing], at: datetime | None = None) -> None:
    """Write the segments and translations, in the caller's transaction."""
    if not filings:
        return
    now = at or timezone.now()
    sources = _sources(filings, now)
    contexts = _contexts(filings)
    strings = _string_rows(filings)
    _write_segments(filings, sources, contexts, strings)
    _write_translations(filings, sources, contexts, strings, now)


def set_aside(pages: Sequence[HelpPage]) -> None:
    """These no longer fit their sources: nothing may bring them in line."""
    for page in pages:
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id
        ).update(enabled=False)
    HelpPage.objects.filter(pk__in=[page.pk for page in pages]).update(by_hand=True)


def is_filed(keys: Iterable[Any]) -> set[tuple[Any, int]]:
    """Which of these families' languages are translations in the editor already."""
    return set(
        Translation.objects.filter(source__object_id__in=list(keys), enabled=True).values_list(
            "source__object_id", "target_locale_id"
        )
    )


def has_source(keys: Iterable[Any]) -> set[Any]:
    """Which of these families have been submitted for translation."""
    return set(
        TranslationSource.objects.filter(object_id__in=list(keys)).values_list(
            "object_id", flat=True
        )
    )


def _sources(filings: Sequence[Filing], now: datetime) -> dict[Any, TranslationSource]:
    page_type = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(
        [
            TranslatableObject(
                translation_key=filing.source.translation_key, content_type=page_type
            )
            for filing in filings
        ],
        ignore_conflicts=True,
    )
    version = get_schema_version(HelpPage._meta.app_label)
    TranslationSource.objects.bulk_create(
        [
            TranslationSource(
                object_id=filing.source.translation_key,
                locale_id=filing.source.locale_id,
                specific_content_type=ContentType.objects.get_for_model(type(filing.source)),
                object_repr=str(filing.source)[:200],
                content_json=filing.source.to_json(),
                schema_version=version,
                last_updated_at=now,
            )
            for filing in filings
        ],
        update_conflicts=True,
        unique_fields=["object", "locale"],
        update_fields=["object_repr", "content_json", "schema_version", "last_updated_at"],
    )
    locales = {filing.source.translation_key: filing.source.locale_id for filing in filings}
    return {
        source.object_id: source
        for source in TranslationSource.objects.filter(object_id__in=list(locales))
        if source.locale_id == locales[source.object_id]
    }


def _contexts(filings: Sequence[Filing]) -> dict[tuple[Any, str], int]:
    rows = {}
    for filing in filings:
        types = _block_types(filing.source)
        for segment in filing.segments:
            key = (filing.source.translation_key, segment.path)
            rows[key] = TranslationContext(
                object_id=key[0],
                path=segment.path,
                path_id=TranslationContext._get_path_id(segment.path),
                field_path=_field_path(segment.path, types),
            )
    return get_or_create_all(
        TranslationContext, rows, key=lambda row: (row.object_id, row.path), by="object_id"
    )


def _block_types(page: HelpPage) -> dict[str, str]:
    return {raw["id"]: raw["type"] for raw in page.body.raw_data if raw.get("id")}


def _field_path(path: str, types: dict[str, str]) -> str:
    """The path with the blocks' types for their ids, without what a rich text is made of."""
    field_name, _dot, rest = path.partition(".")
    if not rest:
        return field_name
    block, _dot, inner = rest.partition(".")
    kind = types.get(block, "")
    match HelpPage._meta.get_field("body").stream_block.child_blocks.get(kind):
        case blocks.ListBlock():
            return f"{field_name}.{kind}.item"
        case blocks.StructBlock():
            return f"{field_name}.{kind}.{inner.partition('.')[0]}"
    return f"{field_name}.{kind}"


def _string_rows(filings: Sequence[Filing]) -> dict[tuple[int, str], int]:
    rows = {}
    for filing in filings:
        for segment in strings_of(filing.segments):
            data = segment.string.data
            rows[filing.source.locale_id, data] = String(
                locale_id=filing.source.locale_id,
                data=data,
                data_hash=String._get_data_hash(data),
            )
    return get_or_create_all(
        String, rows, key=lambda row: (row.locale_id, row.data), by="data_hash"
    )


def _templates(filings: Sequence[Filing]) -> dict[str, int]:
    rows = {}
    for filing in filings:
        for segment in filing.segments:
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


def _write_segments(
    filings: Sequence[Filing],
    sources: dict[Any, TranslationSource],
    contexts: dict[tuple[Any, str], int],
    strings: dict[tuple[int, str], int],
) -> None:
    templates = _templates(filings)
    rows: dict[Any, list[Any]] = {StringSegment: [], TemplateSegment: [], OverridableSegment: []}
    for filing in filings:
        source = sources[filing.source.translation_key]
        for segment in filing.segments:
            place = {
                "source": source,
                "context_id": contexts[source.object_id, segment.path],
                "order": segment.order,
            }
            if isinstance(segment, StringSegmentValue):
                string = strings[source.locale_id, segment.string.data]
                attrs = json.dumps(segment.attrs, cls=DjangoJSONEncoder)
                rows[StringSegment].append(StringSegment(string_id=string, attrs=attrs, **place))
            elif isinstance(segment, TemplateSegmentValue):
                template = templates[segment.template]
                rows[TemplateSegment].append(TemplateSegment(template_id=template, **place))
            elif isinstance(segment, OverridableSegmentValue):
                data = json.dumps(segment.data, cls=DjangoJSONEncoder)
                rows[OverridableSegment].append(OverridableSegment(data_json=data, **place))
    for model, new in rows.items():
        model.objects.filter(source__in=list(sources.values())).delete()
        model.objects.bulk_create(new, batch_size=_AT_ONCE)


def _write_translations(
    filings: Sequence[Filing],
    sources: dict[Any, TranslationSource],
    contexts: dict[tuple[Any, str], int],
    strings: dict[tuple[int, str], int],
    now: datetime,
) -> None:
    translations, texts, logs = [], [], []
    for filing in filings:
        source = sources[filing.source.translation_key]
        for rendering in filing.renderings:
            locale_id = rendering.page.locale_id
            translations.append(
                Translation(
                    source=source,
                    target_locale_id=locale_id,
                    translations_last_updated_at=now,
                    destination_last_updated_at=now,
                )
            )
            revision = rendering.page.latest_revision_id
            logs.append(TranslationLog(source=source, locale_id=locale_id, revision_id=revision))
            texts += [
                StringTranslation(
                    translation_of_id=strings[source.locale_id, string],
                    context_id=contexts[source.object_id, path],
                    locale_id=locale_id,
                    data=data,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                    updated_at=now,
                )
                for (path, string), data in rendering.strings.items()
            ]
    Translation.objects.bulk_create(
        translations,
        update_conflicts=True,
        unique_fields=["source", "target_locale"],
        update_fields=["translations_last_updated_at", "destination_last_updated_at", "enabled"],
    )
    StringTranslation.objects.bulk_create(
        texts,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "translation_type", "updated_at", "has_error", "field_error"],
    )
    TranslationLog.objects.bulk_create(logs)
    _write_addresses(filings, contexts)


def _write_addresses(filings: Sequence[Filing], contexts: dict[tuple[Any, str], int]) -> None:
    """Links that lead elsewhere in a translation."""
    rows = []
    for filing in filings:
        for rendering in filing.renderings:
            page = rendering.page
            SegmentOverride.objects.filter(
                context__object_id=page.translation_key, locale_id=page.locale_id
            ).delete()
            rows += [
                SegmentOverride(
                    locale_id=page.locale_id,
                    context_id=contexts[page.translation_key, path],
                    data_json=json.dumps(address),
                )
                for path, address in rendering.addresses.items()
            ]
    SegmentOverride.objects.bulk_create(rows)
