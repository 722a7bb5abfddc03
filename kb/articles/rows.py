"""What the list of articles says of each: read together for one page of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from kb.articles import reads
from kb.feedback.figures import Helpfulness, helpfulness_of
from kb.models import Family, HelpPage, Membership, Title, titles
from kb.translation.status import Status, statuses
from portal import locales
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class Language:
    """How an article is doing in one language; `page` is what the editor may change there."""

    code: str
    status: Status
    page: int | None

    @property
    def name(self) -> str:
        return locales.get(self.code).name


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the list; its main topic comes first."""

    title: Title
    topics: Sequence[Title]
    languages: Sequence[Language]
    helpful: Helpfulness
    read: int


def rows(families: Sequence[Family], actor: Actor, locale: str) -> dict[int, Row]:
    """By number of the family, for an editor who reads this language; always as many queries."""
    inside = _topics(families)
    named = titles({family.pk for family in families}.union(*inside.values()), locale)
    languages = _languages(families, actor)
    helpful = helpfulness_of(family.pk for family in families)
    read = reads.of([family.slug for family in families])
    return {
        family.pk: Row(
            title=named[family.pk],
            topics=[named[topic] for topic in inside[family.pk]],
            languages=languages[family.pk],
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


def _languages(families: Sequence[Family], actor: Actor) -> dict[int, list[Language]]:
    """In the order of the site's languages."""
    by_number = {family.pk: family for family in families}
    pages: dict[tuple[int, str], int] = {}
    for page in _pages(families):
        page.family = by_number[page.family_id]
        if actor.may("help.edit", page):
            pages[page.family_id, page.code] = page.pk
    return {
        number: [
            Language(code, states[code], pages.get((number, code)))
            for code in locales.codes()
            if code in states
        ]
        for number, states in statuses(families).items()
    }


def _pages(families: Sequence[Family]) -> Sequence[HelpPage]:
    """Their texts, without the words."""
    found = HelpPage.objects.filter(family__in=families, alias_of=None).order_by()
    light = found.defer("body", "summary", "keywords").annotate(code=F("locale__language_code"))
    return list(light.prefetch_workflow_states())
