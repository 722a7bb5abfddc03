"""What waits for somebody to sign in, for the pages on which one does."""

from typing import Any

from django import template

from portal.accounts import waiting

register = template.Library()


@register.inclusion_tag("accounts/what_waits.html", takes_context=True)
def what_waits(context: template.Context) -> dict[str, Any]:
    """A notice where something that this browser wrote waits to be posted."""
    return {"waits": waiting.for_holder_of(context["request"].session)}
