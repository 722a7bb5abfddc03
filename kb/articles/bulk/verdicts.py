"""What an act would do to an article, and why it would leave it, or one language of it, alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from kb.models import Family, HelpPage, Membership, Review
from kb.querysets import audiences
from kb.translation.segments.progress import Left, left
from kb.translation.segments.publishing import news
from portal.actors import Actor

type Choice = Mapping[str, Any]
"""What the editor has chosen beside the articles: JSON-ready, an act's own."""


class Hindrance(TextChoices):
    """Why something is left as it is."""

    FORBIDDEN = "forbidden", _("You may not do this here")
    UNCHANGED = "unchanged", _("There is nothing to change")
    NO_TEXT = "no_text", _("There is no text in the article’s own language")
    NOT_PUBLISHED = "not_published", _("Readers do not have it")
    EXISTS = "exists", _("There is a text in this language already")
    CIRCLE = "circle", _("Topics would go round in a circle")
    LOCKED = "locked", _("The text is locked.")
    SENT_BACK = "sent_back", _("It was sent back and is to be mended first.")
    UNFINISHED = "unfinished", _("Parts of it are not translated")
    UNREAD = "unread", _("A machine translated parts of it, and nobody has read them yet")
    NO_MACHINE = "no_machine", _("No machine translates into this language")
    NOT_PUBLIC = "not_public", _("Only what everybody may read is sent to a machine")
    FAULTY = "faulty", _("The draft has mistakes: open it and correct them")
    FAILED = "failed", _("It failed each time it was tried: those who run the site know why")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done in one language ("": in all); with a reason it is not."""

    language: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BulkArticle:
    """A family with its texts by language, and the numbers of its topics in their order.

    Each text knows whether it `is_sent_back`, and whether it `has_news` that readers do not see;
    `left` says by language what is left of those that are translated segment by segment, and
    `audience` who may find a page: read once for many articles, when it is first asked.
    """

    family: Family
    pages: Mapping[str, Any]
    topics: Sequence[int]
    left: Mapping[str, Left]
    audience: Callable[[Page], tuple[str, ...]]

    @property
    def source(self) -> HelpPage | None:
        return self.pages.get(self.family.source_locale.language_code)


@dataclass(frozen=True, slots=True)
class Verb:
    """An act: `judge` says what would happen, and `do` does what it lets pass, by language.

    `do` is asked to do one language at a time, or those of an article `together`, where that takes
    less. It raises ValidationError for what can be known too late only.
    """

    name: str
    judge: Callable[[Actor, BulkArticle, Choice], Iterable[Verdict]]
    do: Callable[[Actor, BulkArticle, Choice, Sequence[str]], None]
    together: bool = False


def articles(numbers: Sequence[int]) -> Iterator[BulkArticle]:
    """These articles in the order of their numbers, without their words; a few queries."""
    families = Family.objects.filter(pk__in=numbers).select_related("source_locale")
    found = {family.pk: family for family in families.order_by("pk")}
    pages: dict[int, dict[str, HelpPage]] = {number: {} for number in found}
    texts = HelpPage.objects.filter(family__in=found, alias_of=None).order_by("pk")
    light = texts.defer("body", "summary", "keywords").annotate(
        code=F("locale__language_code"),
        is_sent_back=Exists(Review.objects.sent_back().filter(page=OuterRef("pk"))),
        has_news=news(),
    )
    for page in light.prefetch_workflow_states():
        page.family = found[page.family_id]
        pages[page.family_id][page.code] = page
    rest = left({family.translation_key: family.source_locale_id for family in found.values()})
    topics: dict[int, list[int]] = {number: [] for number in found}
    links = Membership.objects.filter(member__in=found)
    for number, topic in links.values_list("member", "topic"):
        topics[number].append(topic)
    known = cache(audiences)
    for number, family in found.items():
        of_family = {
            code: rest[family.translation_key, page.locale_id]
            for code, page in pages[number].items()
            if (family.translation_key, page.locale_id) in rest
        }
        yield BulkArticle(
            family, pages[number], topics[number], of_family, lambda page: known()(page)
        )
