"""What waits for those who translate, and for those who publish what was translated."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext, pgettext
from wagtail.models import Page
from wagtail.permissions import policy_registry

from kb.models import HelpPage, Review
from kb.translation import starting
from kb.translation.pages import REVIEW, START
from portal import cldr
from portal.actors import Actor
from portal.to_dos import ToDo


def of_translations(actor: Actor) -> Iterator[ToDo]:
    """All of it, the most urgent first."""
    yield from for_reviewers(actor)
    yield from for_askers(actor)
    yield from for_translators(actor)
    yield from for_starters(actor)


def for_reviewers(actor: Actor) -> Iterator[ToDo]:
    """The texts that somebody asked to have read and published, of those one may publish."""
    account = actor.privileged
    if account is None:
        return
    pages = policy_registry.get_by_type(Page)
    theirs = pages.instances_user_has_permission_for(account, "publish")
    waiting = Review.objects.waiting().filter(page__in=theirs.values("pk"))
    first = waiting.select_related("page").first()
    if first is None:
        return
    count = waiting.count()
    words = ngettext(
        "%(n)s text waits for your review.", "%(n)s texts wait for your review.", count
    ) % {"n": cldr.number(count)}
    name = pgettext("article", "Review “%(title)s”") % {"title": first.page.draft_title}
    yield ToDo(words, name, reverse(REVIEW, args=[first.page_id]))


def for_askers(actor: Actor) -> Iterator[ToDo]:
    """The texts of one's own that were sent back."""
    account = actor.privileged
    if account is None:
        return
    own = Review.objects.sent_back().filter(asked_by=account)
    first = own.select_related("page").first()
    if first is None:
        return
    count = own.count()
    words = ngettext(
        "%(n)s text was sent back to you.", "%(n)s texts were sent back to you.", count
    ) % {"n": cldr.number(count)}
    name = pgettext("article", "Read why: “%(title)s”") % {"title": first.page.draft_title}
    yield ToDo(words, name, reverse(REVIEW, args=[first.page_id]))


def for_starters(actor: Actor) -> Iterator[ToDo]:
    """What readers have, and not in the language that somebody translates into."""
    for locale in starting.translates_into(actor):
        missing = starting.missing_in(locale).order_by("first_published_at", "pk")
        first = missing.first()
        if first is None:
            continue
        count = missing.count()
        words = ngettext(
            "%(n)s article is not in %(language)s yet.",
            "%(n)s articles are not in %(language)s yet.",
            count,
        ) % {"n": cldr.number(count), "language": cldr.language(locale.language_code)}
        source = HelpPage.objects.get(family=first, locale=first.source_locale_id)
        name = pgettext("article", "Translate “%(title)s”") % {"title": source.title}
        yield ToDo(words, name, reverse(START, args=[source.pk, locale.language_code]))


def for_translators(actor: Actor) -> Iterator[ToDo]:
    """The translations that somebody may change and readers lack, or have as outdated ones."""
    account = actor.privileged
    if account is None:
        return
    pages = policy_registry.get_by_type(Page)
    theirs = pages.instances_user_has_permission_for(account, "change")
    waiting = HelpPage.objects.translations_to_do().filter(pk__in=theirs.values("pk"))
    first = waiting.order_by("-live", "family__source_changed_at", "pk").first()
    if first is None:
        return
    count = waiting.count()
    words = ngettext(
        "%(n)s translation is to be finished or brought up to date.",
        "%(n)s translations are to be finished or brought up to date.",
        count,
    ) % {"n": cldr.number(count)}
    name = pgettext("article", "Translate “%(title)s”") % {"title": first.draft_title}
    yield ToDo(words, name, reverse("wagtailadmin_pages:edit", args=[first.pk]))
