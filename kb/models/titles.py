"""What an editor reads of an article: its title in their language, else in the nearest."""

from collections import defaultdict
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


def titles(families: QuerySet[Any, Any] | Iterable[int], locale: str) -> dict[int, Title]:
    """The titles of these families, drafts included, by number; one query."""
    rows = Family.objects.filter(pk__in=families).order_by()
    named: dict[int, tuple[str, str]] = {}
    texts: dict[int, list[Title]] = defaultdict(list)
    for pk, slug, source, page, words, code, alias in rows.values_list(
        *("pk", "slug", "source_locale__language_code", "pages", "pages__draft_title"),
        *("pages__locale__language_code", "pages__alias_of"),
    ):
        named[pk] = slug, source
        if page is not None and alias is None:
            texts[pk].append(Title(words, code, page))
    return {pk: nearest(texts[pk], locale, source, slug) for pk, (slug, source) in named.items()}


def nearest(texts: Iterable[Title], locale: str, source: str, slug: str) -> Title:
    """Of an article's titles the one for an editor of this language; without any, its id.

    Readers get no text in a language that they have not asked for; an editor must recognise the
    article, so any title is better than an id.
    """
    chain = [*locales.fallback_chain(locale), source]

    def rank(title: Title) -> tuple[int, str]:
        return (chain.index(title.locale) if title.locale in chain else len(chain), title.locale)

    return min(texts, key=rank, default=Title(slug))
