"""What a page says to one member alone."""

from typing import Any

from django import template

from community.forum.models import Post, Thread
from community.subscriptions import following
from community.subscriptions.saying import said_of_question
from portal import actors

register = template.Library()


@register.inclusion_tag("community/parts/told.html", takes_context=True)
def who_is_told(context: template.Context, thread: Thread) -> dict[str, Any]:
    """For who has asked, until there is an answer: that they are told of it, and when that may be.

    To everybody else it says nothing and asks the database nothing.
    """
    request = context.get("request")
    account = actors.of(request).account if request is not None else None
    waits = account is not None and thread.author_id == account.pk
    if not waits or thread.hidden or thread.answer_count or thread.state != Thread.State.OPEN:
        return {"said": ""}
    return {"said": said_of_question(thread)}


@register.inclusion_tag("community/parts/follow.html", takes_context=True)
def follow_button(context: template.Context, question: Post) -> dict[str, Any]:
    """For members, below a question of somebody else. To strangers it says nothing."""
    actor, is_followed = actors.of(context["request"]), question.is_followed
    may_follow = not is_followed and actor.may("community.follow", question.thread)
    return {"thread": question.thread, "is_followed": is_followed, "may_follow": may_follow}


@register.simple_tag(takes_context=True)
def questions_followed(context: template.Context) -> list[Thread]:
    """The questions of others that a member follows."""
    return following.followed(actors.of(context["request"]))
