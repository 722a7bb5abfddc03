"""Rights, for links: what a page does is asked again by whatever it leads to."""

from typing import Any

from django import template

from portal import actors
from portal.accounts import second_factor

register = template.Library()


@register.simple_tag(takes_context=True)
def offers(context: template.Context, right: str) -> bool:
    """Whether to show the way to what this right opens.

    Also where the second factor is still missing: the way leads past it.
    """
    request = context.get("request")
    return request is not None and actors.of(request).could(right)


@register.inclusion_tag("accounts/rights_rest.html", takes_context=True)
def why_rights_rest(context: template.Context) -> dict[str, Any]:
    """Why something is closed or missing to an account without its second factor, and the way."""
    request = context.get("request")
    if request is None or not hasattr(request, "actor"):
        return {}
    way = second_factor.missing_step(request)
    return {"rests": way is not None, "way": way, "is_here": way == request.get_full_path()}
