"""The mails to members: each in the member's language, all about one thread one conversation."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from community.forum.models import Post
from community.subscriptions import stopping
from portal import locales
from portal.accounts.models import User
from portal.addresses import absolute
from portal.mail import keys, outbox
from portal.mail.models import OutboundMail
from portal.text.quoting import quotation


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to a member.

    `stops` says whether one click ends mails like it, `quotes` whether the post stands in it.
    """

    kind: str
    subject: Promise | str
    template: str
    stops: bool = False
    quotes: bool = False


ANSWERED = Letter(
    "answer", _("Answer to your question: %(title)s"), "answered", stops=True, quotes=True
)
FOLLOWED = Letter(
    "answer.followed",
    _("Answer to a question you follow: %(title)s"),
    "followed",
    stops=True,
    quotes=True,
)
SOLVED = Letter("answer.solved", _("Solved: %(title)s"), "solved", stops=True)
ACCEPTED = Letter("answer.accepted", _("Your answer solved it: %(title)s"), "accepted", stops=True)
APPROVED = Letter("answer.approved", _("Your post is published: %(title)s"), "approved")
REFUSED = Letter("answer.refused", _("Your post was not published: %(title)s"), "refused")
EDIT_REFUSED = Letter(
    "answer.edit_refused", _("Your change was not published: %(title)s"), "edit_refused"
)
SUSPENDED = Letter(
    "answer.suspended", _("Your account in the community is suspended"), "suspended"
)


def about_post(letter: Letter, to: User, post: Post, **more: Any) -> OutboundMail:
    """Queue a mail about a post."""
    thread, locale = post.thread, locales.nearest(to.locale)
    headers = outbox.answering(outbox.reference(f"thread.{thread.pk}"))
    with override(locale):
        stop = absolute(stopping.address(to, thread)) if letter.stops else ""
        context = {
            "title": thread.name,
            "text": quotation(post.body).plain if letter.quotes else "",
            "by_staff": post.by_staff,
            "address": absolute(post.get_absolute_url()),
            "stop": stop,
        } | more
        if stop:
            headers |= outbox.one_click(stop)
        quoted = post.body if letter.quotes else ""
        return _queue(letter, to, locale, kind_of(letter, post), context, headers, quoted)


def to_member(letter: Letter, to: User, **more: Any) -> OutboundMail:
    """Queue a mail about a member's own account."""
    locale = locales.nearest(to.locale)
    with override(locale):
        context = {"address": absolute(reverse("community:mine"))} | more
        return _queue(letter, to, locale, letter.kind, context, {})


def was_sent(letter: Letter, to: User, post: Post) -> bool:
    """Whether this mail about the post has been queued, or has gone lately."""
    return outbox.holds(kind_of(letter, post), whose=keys.account(to.pk))


def kind_of(letter: Letter, post: Post) -> str:
    """The kind of a mail, with the post that it is about."""
    return f"{letter.kind}.{post.pk}"


def _queue(
    letter: Letter,
    to: User,
    locale: str,
    kind: str,
    context: dict[str, Any],
    headers: dict[str, str],
    quoted_post: str = "",
) -> OutboundMail:
    facts = {"site_name": settings.SITE_NAME} | context
    return outbox.queue(
        to=to.email,
        subject=str(letter.subject) % context,
        text=render_to_string(f"community/mail/{letter.template}.txt", facts),
        locale=locale,
        kind=kind,
        whose=keys.account(to.pk),
        headers={"Auto-Submitted": "auto-generated"} | headers,
        quoted_post=quoted_post,
    )
