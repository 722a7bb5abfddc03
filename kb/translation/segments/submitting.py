"""Having articles translated: their segments are stored, and each language gets a draft."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Locale
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from kb import tree
from kb.models import Family, HelpPage
from kb.translation.segments import events
from kb.translation.segments.storing import store, take_apart
from portal import cldr
from portal.actors import Actor

_AT_ONCE = 16


def submit(families: Iterable[Family], locales: Sequence[Locale], *, by: Actor) -> int:
    """Begin these articles in these languages; returns how many drafts were made.

    What there is in a language is left as it is, and so is what is written by hand. Some articles
    at a time, each time in one transaction. Whoever calls has asked whether the actor may.
    """
    return sum(_submit(some, locales, by) for some in batched(families, _AT_ONCE))


def begun(count: int) -> str:
    """What is said to whoever had so many translations begun."""
    words = ngettext("%(n)s translation is begun.", "%(n)s translations are begun.", count)
    return words % {"n": cldr.number(count)}


@transaction.atomic
def _submit(families: Sequence[Family], locales: Sequence[Locale], by: Actor) -> int:
    Family.objects.filter(pk__in=[family.pk for family in families]).lock()
    found = HelpPage.objects.sources().filter(family__in=families).specific()
    pages = {page.translation_key: page for page in found}
    sources = _sources(list(pages.values()))
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
    known = _known([source.object_id for source, _locale in wanted])
    for source, locale in wanted:
        if (source.object_id, locale.pk) in known:
            _draft_of_what_is_known(source, locale, by)
        else:
            _draft(source, pages[source.object_id], locale, by)
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


def _known(keys: list[Any]) -> set[tuple[Any, int]]:
    """Which of these articles' languages have anything before this: sentences, or an alias."""
    texts = StringTranslation.objects.filter(context__object_id__in=keys).order_by()
    pages = HelpPage.objects.filter(translation_key__in=keys).order_by()
    return {
        *texts.values_list("context__object_id", "locale_id").distinct(),
        *pages.values_list("translation_key", "locale_id"),
    }


def _draft(source: TranslationSource, page: HelpPage, locale: Locale, by: Actor) -> None:
    """A draft in the source's words: there are no others yet."""
    draft = type(page)(
        family=page.family,
        locale=locale,
        title=page.title,
        summary=page.summary,
        keywords=page.keywords,
        body=page.body,
        owner=by.account,
        live=False,
    )
    container = tree.container(locale.language_code, page.family.kind)
    container.add_child(instance=draft)
    revision = draft.save_revision(user=by.account)
    source.sync_view_restrictions(page, draft)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)


def _draft_of_what_is_known(source: TranslationSource, locale: Locale, by: Actor) -> None:
    source.create_or_update_translation(
        locale, user=by.account, publish=False, copy_parent_pages=True, fallback=True
    )
