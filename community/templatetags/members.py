"""What a page says to one member alone."""

from django import template
from django.template.loader import render_to_string

from community.forum.models import Thread
from community.subscriptions import following
from community.subscriptions.saying import said_of_question
from portal import actors

register = template.Library()


@register.simple_tag(takes_context=True)
def who_is_told(context: template.Context, thread: Thread) -> str:
    """For who has asked, until there is an answer: that they are told of it, and when that may be.

    To everybody else it says nothing and asks the database nothing.
    """
    request = context.get("request")
    account = actors.of(request).account if request is not None else None
    waits = account is not None and thread.author_id == account.pk
    if not waits or thread.hidden or thread.answer_count or thread.state != Thread.State.OPEN:
        return ""
    said = {"kind": "success", "text": said_of_question(thread)}
    return render_to_string("components/notice.html", said)


@register.simple_tag(takes_context=True)
def questions_followed(context: template.Context) -> list[Thread]:
    """The questions of others that a member follows."""
    return following.followed(actors.of(context["request"]))
