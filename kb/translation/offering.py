"""Where somebody has an article translated: it is submitted first, or in work already."""

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from kb.models import Family, HelpPage
from kb.translation import currency
from kb.translation.currency import Currency
from portal.actors import Actor


class Offers:
    """What one person may do for some families: read in a few queries, however many they are."""

    def __init__(self, actor: Actor, slugs: Collection[str]) -> None:
        self._actor = actor
        found = Family.objects.filter(slug__in=slugs).select_related("source_locale")
        families = {one.pk: one for one in found}
        pages = HelpPage.objects.filter(family__in=families, alias_of=None)
        self._pages = {
            (families[page.family_id].slug, page.locale.language_code): page
            for page in pages.select_related("locale")
        }
        self._sources = {one.slug: one.source_locale.language_code for one in families.values()}
        self._words: Mapping[str, Mapping[str, Currency]] = {
            families[pk].slug: words
            for pk, words in currency.by_language(families.values()).items()
        }

    def address(self, slug: str, locale: str) -> str | None:
        """Where the family is translated into a language; None if it is, or they may not."""
        match self._words.get(slug, {}).get(locale):
            case Currency.MISSING:
                return self._submit(slug, locale)
            case Currency.IN_WORK | Currency.NEEDS_REVIEW:
                return self._edit(slug, locale)
        return None

    def _submit(self, slug: str, locale: str) -> str | None:
        source = self._pages.get((slug, self._sources[slug]))
        if source is None or not self._actor.may("help.submit_translation"):
            return None
        address = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
        return f"{address}?{urlencode({'select_locale': locale})}"

    def _edit(self, slug: str, locale: str) -> str | None:
        page = self._pages[slug, locale]
        may_edit = page.permissions_for_user(self._actor.user).can_edit()
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else None
