"""What waits for a moderator."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.forum.models import HeldEdit, Post, Report
from portal import cldr, locales
from portal.actors import Actor
from portal.to_dos import ToDo


def for_moderators(actor: Actor) -> Iterator[ToDo]:
    """Held posts, held changes of posts, and open reports."""
    if not actor.may("community.moderate"):
        return
    # The editors' pages may be in words that go by another tag than the site's addresses.
    with translation.override(locales.in_force()):
        address = reverse("community:moderate")
    held = Post.objects.held().count() + HeldEdit.objects.waiting().count()
    if held:
        words = ngettext(
            "%(n)s post waits for a moderator.", "%(n)s posts wait for a moderator.", held
        )
        yield ToDo(words % {"n": cldr.number(held)}, _("Moderation"), address)
    if reports := Report.objects.open().count():
        words = ngettext("%(n)s report is open.", "%(n)s reports are open.", reports)
        yield ToDo(words % {"n": cldr.number(reports)}, _("Moderation"), address)
