"""The texts of the snippets that others name: in each language that they exist in."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import F

from kb.models import HelpPage
from kb.querysets import HelpPageQuerySet
from portal import locales

type Named = Mapping[str, Sequence[HelpPage]]
"""By the id that a text names, whether it is the present one or a former one."""


def named(pages: HelpPageQuerySet, slugs: Collection[str]) -> Named:
    """Of these pages those of the snippets with these ids; one query, and none for no ids.

    Each knows its language, its family's source and how current it is.
    """
    found: dict[str, list[HelpPage]] = defaultdict(list)
    if slugs:
        called = pages.annotate(called=F("family__ids__slug")).filter(called__in=slugs)
        rows = called.with_currency().select_related("locale", "family__source_locale")
        for page in rows.order_by("pk"):
            found[page.called].append(page)
    return found


def nearest(pages: Sequence[HelpPage], code: str) -> HelpPage | None:
    """What stands in a text of this language: the same choice as `best_for` makes for readers."""
    if not pages:
        return None
    source = pages[0].family.source_locale.language_code
    by_code = {page.locale.language_code: page for page in pages}
    wanted = (*locales.fallback_chain(code), source)
    return next((by_code[one] for one in wanted if one in by_code), None)
