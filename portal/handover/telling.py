"""Who is told of a request, and how: the support and the customer by mail, other tools by webhook.

The mails about one request are one thread for each of the two: later ones answer the first.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override

from kb.links import article_url
from portal import cldr, locales
from portal.accounts import time_zones
from portal.addresses import absolute
from portal.handover import links, payload, solution
from portal.handover.models import Attachment, ContactRequest, Event
from portal.handover.trail import TrailEntry
from portal.limits.spending import may_write_to
from portal.mail import keys, outbox
from portal.mail.models import OutboundMail
from portal.support import promises
from portal.webhooks import outbox as webhooks

_RECEIPT = "contact receipt"
_LONGEST_SUBJECT = 80


def support(request: ContactRequest, *, topic_title: str, trail: Sequence[TrailEntry]) -> str:
    """Mail the support a new request; returns the mail's Message-ID, which the thread begins."""
    mail = _to_support(
        request,
        "request",
        {"topic_title": topic_title, "trail": trail, "files": _files(request.attachments.all())},
        about=topic_title or request.message,
    )
    return mail.message_id


def support_of_message(request: ContactRequest, message: Event) -> None:
    """Mail the support what the customer adds, in the thread of the request."""
    _to_support(request, "added", {"message": message, "files": _files(message.attachments.all())})


def support_of_not_yet(request: ContactRequest) -> None:
    """Tell the support, in the thread of the request, that it is not solved."""
    _to_support(request, "not_yet", {})


def _to_support(
    request: ContactRequest, template: str, context: dict[str, Any], *, about: str = ""
) -> OutboundMail:
    context |= {
        "request": request,
        "answered": links.desk(request, "desk-answered"),
        "solved": links.desk(request, "desk-solved"),
    }
    with override(locales.DEFAULT):
        subject = gettext("[%(reference)s] %(about)s") % {
            "reference": request.reference,
            "about": (about or request.message)[:_LONGEST_SUBJECT],
        }
        text = render_to_string(f"handover/mail/{template}.txt", context)
    return outbox.queue(
        to=settings.SUPPORT_EMAIL,
        reply_to=request.email,
        subject=subject if about else f"Re: {subject}",
        text=text,
        locale=locales.DEFAULT,
        kind="contact request",
        whose=keys.request(request.reference),
        headers=_answers(request.support_mail),
    )


def reader(request: ContactRequest) -> str:
    """Mail the customer a receipt; returns its Message-ID, empty if none may go.

    Whoever types another one's address cannot fill that person's letter box.
    """
    if not may_write_to(request.email, _RECEIPT):
        return ""
    context = {"files": request.attachments.all()}
    with override(locales.nearest(request.locale)):
        subject = gettext("We have your request %(reference)s") % {"reference": request.reference}
    mail = _to_reader(request, "receipt", _RECEIPT, subject, context)
    return mail.message_id


def reader_whether_solved(request: ContactRequest) -> None:
    """Ask the customer, once, whether the answer has solved it."""
    with override(locales.nearest(request.locale)):
        article = solution.page_for(request, locales.in_force())
        address = article_url(article.family.slug) if article else ""
        subject = gettext("Is your request %(reference)s solved?") % {
            "reference": request.reference
        }
    context = {
        "article": article,
        "article_address": absolute(address),
        "yes": links.page_in_mail(request, "yes"),
        "not_yet": links.page_in_mail(request, "not-yet"),
    }
    _to_reader(request, "whether_solved", "contact follow-up", subject, context)


def _to_reader(
    request: ContactRequest, template: str, kind: str, subject: str, context: dict[str, Any]
) -> OutboundMail:
    context |= {
        "request": request,
        "address": links.page_in_mail(request),
        "site_name": settings.SITE_NAME,
    }
    with override(locales.nearest(request.locale)):
        context["time"] = _expected(request)
        text = render_to_string(f"handover/mail/{template}.txt", context)
    return outbox.queue(
        to=request.email,
        reply_to=settings.SUPPORT_EMAIL,
        subject=subject,
        text=text,
        locale=request.locale,
        kind=kind,
        whose=keys.request(request.reference),
        headers={"Auto-Submitted": "auto-replied"} | _answers(request.receipt_mail),
    )


def tools(
    event: str, request: ContactRequest, at: datetime, *, message: Event | None = None
) -> None:
    """Tell the owner's other tools what happened."""
    webhooks.tell(
        event, payload.of(request, message), whose=keys.request(request.reference), at=at
    )


def _files(files: Iterable[Attachment]) -> list[tuple[Attachment, str]]:
    """Each file with the address at which the support finds it."""
    return [(one, links.desk(one.request, "desk-file", one.pk)) for one in files]


def _expected(request: ContactRequest) -> str:
    """When an answer was promised for, in the reader's own time, else in the support's."""
    if request.promised_by is None:
        return ""
    if request.user and time_zones.is_known(request.user.time_zone):
        with cldr.in_zone(request.user.time_zone):
            return cldr.moment(request.promised_by)
    desk = promises.desk(request.market, request.locale)
    zone = desk.timetable.zone if desk else timezone.get_default_timezone()
    with timezone.override(zone):
        return cldr.moment(request.promised_by)


def _answers(message_id: str) -> dict[str, str]:
    """The headers of a mail that answers another one; none where there is none to answer."""
    return outbox.answering(message_id) if message_id else {}
