"""What waits for those who translate, and for those who publish what was translated."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext, pgettext
from wagtail.models import Page
from wagtail.permissions import policy_registry

from kb.models import Review
from kb.translation.matrix import worklist
from kb.translation.matrix.views import WORKLIST
from kb.translation.pages import REVIEW
from portal import cldr
from portal.actors import Actor
from portal.to_dos import ToDo

MOST = 3


def of_translations(actor: Actor) -> Iterator[ToDo]:
    """All of it, the most urgent first."""
    yield from for_reviewers(actor)
    yield from for_askers(actor)
    yield from for_translators(actor)


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


def for_translators(actor: Actor) -> Iterator[ToDo]:
    """The few texts that readers of somebody's languages need most, each with the reason."""
    codes = actor.languages_of("help.translate")
    if not codes:
        return
    for task in worklist.tasks(worklist.first(codes, MOST), actor):
        name = pgettext("article", "Translate “%(title)s” into %(language)s") % {
            "title": task.title,
            "language": cldr.language(task.ranked.code),
        }
        address = task.address or reverse(WORKLIST, args=[task.ranked.code])
        yield ToDo(task.why, name, address)
