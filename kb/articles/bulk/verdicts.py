"""What an act would do to an article, and why it would leave it, or one language of it, alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, TextChoices
from django.utils.translation import gettext_lazy as _

from kb.models import Family, HelpPage, Membership
from portal.actors import Actor

type Choice = Mapping[str, Any]
"""What the editor has chosen beside the articles: JSON-ready, an act's own."""


class Reason(TextChoices):
    """Why something is left as it is."""

    FORBIDDEN = "forbidden", _("You may not do this here")
    UNCHANGED = "unchanged", _("There is nothing to change")
    NO_TEXT = "no_text", _("There is no text in the article’s own language")
    NOT_PUBLISHED = "not_published", _("Readers do not have it")
    EXISTS = "exists", _("There is a text in this language already")
    CIRCLE = "circle", _("Topics would go round in a circle")
    FAULTY = "faulty", _("The draft has mistakes: open it and correct them")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done in one language ("": in all); with a reason it is not."""

    language: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A family with its texts by language, and the numbers of its topics in their order."""

    family: Family
    pages: Mapping[str, HelpPage]
    topics: Sequence[int]

    @property
    def source(self) -> HelpPage | None:
        return self.pages.get(self.family.source_locale.language_code)


@dataclass(frozen=True, slots=True)
class Verb:
    """An act: `judge` says what would happen, and `do` does one thing that it lets pass.

    `do` raises ValidationError for what can be known too late only.
    """

    name: str
    judge: Callable[[Actor, Article, Choice], Iterable[Verdict]]
    do: Callable[[Actor, Article, Choice, Verdict], None]


def articles(numbers: Sequence[int]) -> Iterator[Article]:
    """These articles in the order of their numbers, without their words; four queries."""
    families = Family.objects.filter(pk__in=numbers).select_related("source_locale")
    found = {family.pk: family for family in families.order_by("pk")}
    pages: dict[int, dict[str, HelpPage]] = {number: {} for number in found}
    texts = HelpPage.objects.filter(family__in=found, alias_of=None).order_by("pk")
    light = texts.defer("body", "summary", "keywords").annotate(code=F("locale__language_code"))
    for page in light.prefetch_workflow_states():
        page.family = found[page.family_id]
        pages[page.family_id][page.code] = page
    topics: dict[int, list[int]] = {number: [] for number in found}
    links = Membership.objects.filter(member__in=found)
    for number, topic in links.values_list("member", "topic"):
        topics[number].append(topic)
    for number, family in found.items():
        yield Article(family, pages[number], topics[number])
