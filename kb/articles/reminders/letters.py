"""What a reminder says, in the language of who looks after the articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kb.models import Family, titles
from portal import locales
from portal.accounts.models import User
from portal.mail import keys, outbox
from portal.mail.models import OutboundMail

MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for somebody: some of the articles that are due, how many, and comments."""

    named: Sequence[Family]
    articles: int
    comments: int


def kind_of(account: User) -> str:
    """The kind of these mails, each account's one of its own: so they can be taken back."""
    return f"digest.reviews.{account.pk}"


def write(to: User, due: Due, stop_path: str) -> OutboundMail:
    """Queue the mail; `stop_path` is where these mails end."""
    locale = locales.nearest(to.locale)
    with override(locale):
        stop = settings.BASE_URL + stop_path
        named = titles([one.pk for one in due.named], locale)
        listing = reverse("wagtailsnippets_kb_family:list")
        context = {
            "due": due,
            "titles": [named[one.pk].words for one in due.named],
            "address": f"{settings.BASE_URL}{listing}?owner=me&review=due",
            "start": settings.BASE_URL + reverse("wagtailadmin_home"),
            "stop": stop,
            "site_name": settings.SITE_NAME,
        }
        return outbox.queue(
            to=to.email,
            subject=_("Your articles this week"),
            text=render_to_string("kb/mail/reminder.txt", context),
            locale=locale,
            kind=kind_of(to),
            whose=keys.account(to.pk),
            headers={"Auto-Submitted": "auto-generated"} | outbox.one_click(stop),
        )
