"""Imported translations as segment translations: those of many articles together.

A later change of the source in the editor finds its unchanged segments translated, and the
changed ones not.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from kb.models import HelpPage
from kb.translation.segments import events
from kb.translation.segments.fitting import Filing, Rendering
from kb.translation.segments.rows import put
from kb.translation.segments.storing import Segmented, Stored, store
from kb.translation.segments.writing import Origin, tool_of


def file(filings: Sequence[Filing], at: datetime) -> None:
    """Write the segments and translations, in the caller's transaction.

    `at` is when their pages began to be written: what was worked at later is what readers do not
    have yet.
    """
    if not filings:
        return
    stored = store([Segmented(filing.source, filing.segments) for filing in filings], at)
    _write_translations(filings, stored, at)
    _write_overrides(filings, stored, at)
    _tell(filings)


def set_aside(pages: Sequence[HelpPage]) -> None:
    """These no longer fit their sources: nothing may bring them in line."""
    for page in pages:
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id
        ).update(enabled=False)
    HelpPage.objects.filter(pk__in=[page.pk for page in pages]).update(by_hand=True)


def has_source(keys: Iterable[Any]) -> set[Any]:
    """Which of these families have been submitted for translation."""
    sources = TranslationSource.objects.filter(object_id__in=list(keys))
    return set(sources.values_list("object_id", flat=True))


def _write_translations(filings: Sequence[Filing], stored: Stored, now: datetime) -> None:
    translations, texts, logs = [], [], []
    for filing in filings:
        source = stored.sources[filing.source.translation_key]
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
            texts += _texts(source, rendering, stored)
    Translation.objects.bulk_create(
        translations,
        update_conflicts=True,
        unique_fields=["source", "target_locale"],
        update_fields=["translations_last_updated_at", "destination_last_updated_at", "enabled"],
    )
    put(texts)
    # Django writes the hour of the writing itself into the column.
    StringTranslation.objects.filter(
        context__object__in={filing.source.translation_key for filing in filings},
        tool_name=tool_of(Origin.IMPORT),
        updated_at__gt=now,
    ).update(updated_at=now)
    TranslationLog.objects.bulk_create(logs)


def _texts(
    source: TranslationSource, rendering: Rendering, stored: Stored
) -> list[StringTranslation]:
    return [
        StringTranslation(
            translation_of_id=stored.strings[source.locale_id, string],
            context_id=stored.contexts[source.object_id, path],
            locale_id=rendering.page.locale_id,
            data=data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            tool_name=tool_of(Origin.IMPORT),
        )
        for (path, string), data in rendering.strings.items()
    ]


def _write_overrides(filings: Sequence[Filing], stored: Stored, at: datetime) -> None:
    """Links that lead elsewhere in a translation, and its own versions of pictures."""
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
                    context_id=stored.contexts[page.translation_key, path],
                    data_json=json.dumps(data),
                )
                for path, data in (*rendering.addresses.items(), *rendering.pictures.items())
            ]
    made = SegmentOverride.objects.bulk_create(rows)
    SegmentOverride.objects.filter(pk__in=[row.pk for row in made]).update(updated_at=at)


def _tell(filings: Sequence[Filing]) -> None:
    for filing in filings:
        for rendering in filing.renderings:
            texts = {string: data for (_path, string), data in rendering.strings.items()}
            events.written.send(
                sender=None,
                family=filing.source.family,
                locale=rendering.page.locale,
                texts=texts,
                origin=Origin.IMPORT,
            )
    events.changed.send(sender=None, keys=[one.source.translation_key for one in filings])
