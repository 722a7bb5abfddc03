"""What waits for those who translate."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext, pgettext
from wagtail.models import Page
from wagtail.permissions import policy_registry

from kb.models import HelpPage
from portal import cldr
from portal.actors import Actor
from portal.to_dos import ToDo


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
