"""What an editor reads of an article: its title in their language, else in the nearest."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kb.models.families import Family
from portal import locales


@dataclass(frozen=True, slots=True)
class Title:
    """The words, their language ("" for an id), and the page that has them (None: no page)."""

    words: str
    locale: str = ""
    page: int | None = None


def titles(families: QuerySet[Family] | Iterable[int], locale: str) -> dict[int, Title]:
    """The titles of these families, drafts included, by number; one query.

    Readers get no text in a language that they have not asked for; an editor must recognise the
    article, so any title is better than an id.
    """
    rows = Family.objects.filter(pk__in=families).order_by()
    found: dict[int, tuple[tuple[Any, ...], Title]] = {}
    for pk, slug, source, page, title, code, alias in rows.values_list(
        *("pk", "slug", "source_locale__language_code", "pages", "pages__draft_title"),
        *("pages__locale__language_code", "pages__alias_of"),
    ):
        is_text = page is not None and alias is None
        named = Title(title, code, page) if is_text else Title(slug)
        rank = (not is_text, *_rank(code or "", locale, source))
        if pk not in found or rank < found[pk][0]:
            found[pk] = (rank, named)
    return {pk: named for pk, (_rank_, named) in found.items()}


def _rank(code: str, locale: str, source: str) -> tuple[int, str]:
    """How far a language is from an editor's, the nearest first."""
    chain = [*locales.fallback_chain(locale), source]
    return (chain.index(code) if code in chain else len(chain), code)
