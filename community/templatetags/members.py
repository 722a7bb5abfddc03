"""What a page says to one member alone."""

from typing import Any

from django import template

from community.forum.models import Thread
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
