"""What the list of articles says of each: read together for one page of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from kb.articles import reads
from kb.feedback.figures import Helpfulness, helpfulness_of
from kb.models import (
    Currency,
    Family,
    HelpPage,
    Membership,
    Title,
    TranslationState,
    nearest,
)
from kb.translation.reach import Reach
from portal import locales
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class ArticleLanguage:
    """How an article is doing in one language; `page` is what the editor may change there."""

    code: str
    state: Currency
    page: int | None

    @property
    def name(self) -> str:
        return locales.get(self.code).name


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in the list; its main topic comes first."""

    title: Title
    topics: Sequence[Title]
    languages: Sequence[ArticleLanguage]
    helpful: Helpfulness
    read: int


def rows(
    families: Sequence[Family], actor: Actor, locale: str, topics: Mapping[int, Title]
) -> dict[int, ArticleRow]:
    """By number of the family, for an editor who reads this language; always five queries.

    `topics` are the titles of all topics. The families know their source locales.
    """
    inside, states = _topics(families), _states(families)
    texts: dict[int, list[HelpPage]] = defaultdict(list)
    for page in _pages(families):
        texts[page.family_id].append(page)
    reach = Reach(actor.privileged)
    helpful = helpfulness_of(family.pk for family in families)
    read = reads.of([family.slug for family in families])
    return {
        family.pk: ArticleRow(
            title=_title(family, texts[family.pk], locale),
            topics=[topics[topic] for topic in inside[family.pk] if topic in topics],
            languages=_languages(texts[family.pk], states[family.pk], reach),
            helpful=helpful[family.pk],
            read=read.get(family.slug, 0),
        )
        for family in families
    }


def _topics(families: Sequence[Family]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    links = Membership.objects.filter(member__in=families)
    for member, topic in links.values_list("member", "topic"):
        found[member].append(topic)
    return found


def _states(families: Sequence[Family]) -> Mapping[int, dict[str, Currency]]:
    """By family and language the stored word."""
    found: dict[int, dict[str, Currency]] = defaultdict(dict)
    stored = TranslationState.objects.filter(family__in=families)
    for family, code, word in stored.values_list("family_id", "locale__language_code", "currency"):
        found[family][code] = Currency(word)
    return found


def _pages(families: Sequence[Family]) -> Iterator[HelpPage]:
    """Their texts, without the words; each knows its language and its family."""
    by_number = {family.pk: family for family in families}
    found = HelpPage.objects.filter(family__in=families, alias_of=None).order_by()
    light = found.defer("body", "summary", "keywords").annotate(code=F("locale__language_code"))
    for page in light:
        page.family = by_number[page.family_id]
        yield page


def _title(family: Family, texts: Iterable[Any], locale: str) -> Title:
    told = [Title(page.draft_title, page.code, page.pk) for page in texts]
    return nearest(told, locale, family.source_locale.language_code, family.slug)


def _languages(
    texts: Iterable[Any], states: Mapping[str, Currency], reach: Reach
) -> list[ArticleLanguage]:
    """In the order of the site's languages."""
    mine = {
        page.code: page.pk
        for page in texts
        if reach.changes(page.path, is_source=not page.is_translation)
    }
    return [
        ArticleLanguage(code, states.get(code, Currency.MISSING), mine.get(code))
        for code in locales.codes()
    ]
