"""What a reminder says, in the language of who looks after the articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kb.models import Family, titles
from portal import locales
from portal.accounts.models import User
from portal.accounts.regular_mails import RegularMail
from portal.addresses import absolute
from portal.mail.models import OutboundMail

MOST_NAMED = 10
MAIL = RegularMail("digest.reviews", route="kb:reminders", salt="kb.articles.reminders")


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for somebody: some of the articles that are due, how many, and comments."""

    named: Sequence[Family]
    articles: int
    comments: int


def write(to: User, due: Due) -> OutboundMail:
    """Queue the mail."""
    locale = locales.nearest(to.locale)
    with override(locale):
        named = titles([one.pk for one in due.named], locale)
        listing = reverse("wagtailsnippets_kb_family:list")
        context = {
            "due": due,
            "titles": [named[one.pk].words for one in due.named],
            "address": absolute(f"{listing}?owner=me&review=due"),
            "start": absolute(reverse("wagtailadmin_home")),
        }
        subject = _("Your articles this week")
        return MAIL.queue(to, subject=subject, template="kb/mail/reminder.txt", context=context)
