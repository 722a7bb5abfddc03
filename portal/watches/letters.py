"""The two mails: whether an address's owner wants to be told, and that what they wait for came."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext, override

from portal import locales
from portal.addresses import absolute
from portal.mail import keys, outbox
from portal.watches import links, occasions
from portal.watches.models import Watch
from portal.watches.occasions import Occasion, Thing


def to_confirm(watch: Watch, what: Thing) -> None:
    """Ask the owner of an address whether they want to be told."""
    occasion, locale = occasions.get(watch.occasion), locales.nearest(watch.locale)
    with override(locale):
        context = {
            "promise": in_words(occasion.promise, what),
            "address": absolute(links.own(watch)),
        }
        subject = gettext("Please confirm: do you want an email about this?")
        _queue(watch, locale, "confirmation", subject, "confirm", context)


def told(watch: Watch, occasion: Occasion, what: Thing) -> None:
    """Tell what they waited for."""
    locale = locales.nearest(watch.locale)
    with override(locale):
        context = {
            "told": in_words(occasion.told, what),
            "address": absolute(what.path),
            "replies": [(words, absolute(path)) for words, path in what.replies],
        }
        subject = in_words(occasion.subject, what)
        _queue(watch, locale, f"watch.{occasion.name}", subject, "told", context)


def in_words(words: Promise, what: Thing) -> str:
    """A sentence of an occasion about a thing."""
    return str(words) % {"title": what.title}


def _queue(
    watch: Watch, locale: str, kind: str, subject: str, template: str, context: dict[str, Any]
) -> None:
    facts = {"site_name": settings.SITE_NAME} | context
    outbox.queue(
        to=watch.address,
        subject=subject,
        text=render_to_string(f"watches/mail/{template}.txt", facts),
        locale=locale,
        kind=kind,
        whose=keys.account(watch.member_id) if watch.member_id else keys.NOBODY,
        headers={"Auto-Submitted": "auto-generated"},
    )
