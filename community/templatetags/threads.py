"""Parts of the pages of threads that are drawn once: see community.forum.furniture."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from community.forum import blank_answer as blank
from community.forum import entries
from community.forum.models import Thread
from portal import actors

register = template.Library()


@register.simple_tag
def thread_entries(threads: Iterable[Thread]) -> SafeString:
    """The entries of a list of threads."""
    return entries.entries(threads)


@register.simple_tag(takes_context=True)
def blank_answer(context: template.Context, thread: Thread) -> SafeString:
    """The form for an answer by the member who reads, with nothing in it yet."""
    return blank.blank_answer(actors.of(context["request"]), thread, context["front_url"])
