"""Whose what is typed in a form is: see portal.limits.drafts."""

from django import template

from portal import actors
from portal.limits.drafts import writer_of

register = template.Library()


@register.simple_tag(takes_context=True)
def draft_writer(context: template.Context) -> str:
    """The reader as a draft knows them; "" for a guest."""
    return writer_of(actors.of(context["request"]))
