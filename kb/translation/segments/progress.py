"""How much is left of the articles that are translated segment by segment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from kb.translation import words
from kb.translation.segments import pictures


@dataclass(slots=True)
class Left:
    """What is left in one language: segments without a translation, those that only a machine
    has translated, the words of the source in both, and pictures without a version of their own.
    """

    untranslated: int = 0
    unreviewed: int = 0
    words: int = 0
    pictures: int = 0

    def count(self, text: str, how: str | None) -> None:
        """Take in a segment; `how` it is translated, None for not at all."""
        is_machines = how == StringTranslation.TRANSLATION_TYPE_MACHINE
        self.untranslated += how is None
        self.unreviewed += is_machines
        if how is None or is_machines:
            self.words += words.count(text)


def left(sources: Mapping[Any, int]) -> dict[tuple[Any, int], Left]:
    """What is left of these articles, by translation key and number of the language.

    `sources` holds the number of each one's source language by its translation key. A language
    that is not translated segment by segment is not in the answer. One query, or six at most.
    """
    desks = list(_desks(sources))
    if not desks:
        return {}
    done = {
        tuple(row): how
        for *row, how in StringTranslation.objects.filter(
            context__object_id__in={key for _source, key, _locale in desks},
            has_error=False,
        ).values_list("context_id", "translation_of_id", "locale_id", "translation_type")
    }
    found = {(key, locale): Left() for _source, key, locale in desks}
    targets: dict[int, list[tuple[Any, int]]] = {}
    for source, key, locale in desks:
        targets.setdefault(source, []).append((key, locale))
    segments = StringSegment.objects.filter(source__in=targets).order_by()
    rows = segments.values_list("source_id", "context_id", "string_id", "string__data")
    for source, context, string, text in rows:
        for key, locale in targets[source]:
            found[key, locale].count(text, done.get((context, string, locale)))
    versions = pictures.versions(targets)
    for source, key, locale in desks:
        found[key, locale].pictures = versions.missing(source, locale)
    return found


def _desks(sources: Mapping[Any, int]) -> Iterator[tuple[int, Any, int]]:
    """The number of a source, its translation key, and a language it is translated into."""
    rows = Translation.objects.filter(source__object_id__in=list(sources), enabled=True)
    fields = ("source_id", "source__object_id", "source__locale_id", "target_locale_id")
    for source, key, source_locale, locale in rows.values_list(*fields):
        if sources[key] == source_locale:
            yield source, key, locale
