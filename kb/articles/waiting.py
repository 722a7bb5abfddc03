"""What waits for those who look after articles."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kb.models import Family
from portal import cldr
from portal.actors import Actor
from portal.to_dos import ToDo


def for_owners(actor: Actor) -> Iterator[ToDo]:
    """The articles of somebody's own that are due for review."""
    account = actor.privileged
    if account is None or not actor.may("help.see_list"):
        return
    if count := Family.objects.owned_by(account).due_for_review().count():
        words = ngettext(
            "%(n)s of your articles is due for review.",
            "%(n)s of your articles are due for review.",
            count,
        ) % {"n": cldr.number(count)}
        address = reverse("wagtailsnippets_kb_family:list")
        yield ToDo(words, gettext("Review your articles"), f"{address}?owner=me&review=due")
