"""Having articles translated: their segments are stored, and each language gets a draft."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from kb.models import Family, HelpPage
from kb.translation.segments import events
from kb.translation.segments.storing import store, take_apart
from portal.actors import Actor

_AT_ONCE = 16


def submit(families: Iterable[Family], locales: Sequence[Locale], *, by: Actor) -> int:
    """Begin these articles in these languages; returns how many drafts were made.

    What there is in a language is left as it is, and so is what is written by hand. Some articles
    at a time, each time in one transaction. Whoever calls has asked whether the actor may.
    """
    return sum(_submit(some, locales, by) for some in batched(families, _AT_ONCE))


@transaction.atomic
def _submit(families: Sequence[Family], locales: Sequence[Locale], by: Actor) -> int:
    pages = HelpPage.objects.sources().filter(family__in=families).specific()
    sources = _sources(list(pages))
    begun = set(
        HelpPage.objects.filter(family__in=families, alias_of=None)
        .order_by()
        .values_list("translation_key", "locale_id")
    )
    wanted = [
        (source, locale)
        for source in sources
        for locale in locales
        if (source.object_id, locale.pk) not in begun
    ]
    Translation.objects.bulk_create(
        [Translation(source=source, target_locale=locale) for source, locale in wanted],
        update_conflicts=True,
        unique_fields=["source", "target_locale"],
        update_fields=["enabled"],
    )
    for source, locale in wanted:
        _draft(source, locale, by)
    events.changed.send(sender=None, keys=[source.object_id for source in sources])
    return len(wanted)


def _sources(pages: list[Any]) -> list[TranslationSource]:
    """The stored sources of these pages; those that are not stored yet are."""
    locales = {page.translation_key: page.locale_id for page in pages}
    known = [
        source
        for source in TranslationSource.objects.filter(object_id__in=list(locales))
        if source.locale_id == locales[source.object_id]
    ]
    keys = {source.object_id for source in known}
    new = [take_apart(page) for page in pages if page.translation_key not in keys]
    return [*known, *store(new, timezone.now()).sources.values()] if new else known


def _draft(source: TranslationSource, locale: Locale, by: Actor) -> None:
    source.create_or_update_translation(
        locale, user=by.account, publish=False, copy_parent_pages=True, fallback=True
    )
