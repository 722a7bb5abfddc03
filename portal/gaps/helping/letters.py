"""The mails by which help with a gap is asked for, each in its receiver's language."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from community.subscriptions import stopping
from portal import locales
from portal.accounts.models import User
from portal.addresses import absolute
from portal.gaps.models import Ask, Gap
from portal.mail import keys, outbox
from portal.mail.models import OutboundMail


@dataclass(frozen=True, slots=True)
class Plea:
    """What is asked: for which gap and language, in whose name, in what part, with which words."""

    gap: Gap
    locale: str
    of: Ask.Of
    by: User
    note: str = ""

    @property
    def typed(self) -> Sequence[str]:
        """What readers of the language typed; the first is what it is called."""
        return [one.text for one in self.gap.typed if one.locale == self.locale]


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail as its receiver gets it, in a language."""

    subject: str
    text: str
    locale: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """The same for the same mail: what was looked at is what is sent."""
        return hashlib.sha256(f"{self.locale}\n{self.subject}\n{self.text}".encode()).hexdigest()


def to_author(plea: Plea, language: str) -> Draft:
    """A gap is handed over: with an address that opens it for whoever writes in the language."""
    with override(language):
        subject = gettext("Readers search for this and find no answer: %(title)s")
        context = {"address": absolute(reverse("content_gap", args=[plea.gap.pk]))}
        return _written(plea, "author", subject, context, language)


def to_helper(plea: Plea, language: str, member: User | None = None) -> Draft:
    """A member is invited to answer; of no member in particular, it has no address to stop it."""
    with override(plea.locale):
        asking = reverse("community:ask") + "?" + urlencode({"title": plea.typed[0]})
        context = {"open": absolute(reverse("community:index")), "address": absolute(asking)}
    with override(language):
        subject = gettext("Can you help others with this? %(title)s")
        stop = absolute(stopping.address(member)) if member else ""
        draft = _written(plea, "helper", subject, context | {"stop": stop}, language)
    if stop:
        draft.headers.update(outbox.one_click(stop))
    return draft


def queue(draft: Draft, to: User, plea: Plea) -> OutboundMail:
    """Queue a mail, in the transaction in which it is written down that somebody was asked."""
    return outbox.queue(
        to=to.email,
        subject=draft.subject,
        text=draft.text,
        locale=draft.locale,
        kind=f"gap.{plea.of}.{plea.gap.pk}",
        whose=keys.account(to.pk),
        headers={"Auto-Submitted": "auto-generated"} | draft.headers,
    )


def language_of(person: User) -> str:
    """In which language somebody is written to."""
    return locales.nearest(person.locale)


def _written(
    plea: Plea, template: str, subject: str, context: dict[str, Any], language: str
) -> Draft:
    facts = {
        "typed": plea.typed,
        "language": plea.locale,
        "by": str(plea.by),
        "note": plea.note,
        "site_name": settings.SITE_NAME,
    }
    return Draft(
        subject=outbox.one_line(subject % {"title": plea.typed[0]}),
        text=render_to_string(f"gaps/mail/{template}.txt", facts | context),
        locale=language,
    )
