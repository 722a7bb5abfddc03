"""Rights, for links: what a page does is asked again by whatever it leads to."""

from django import template

from portal import actors

register = template.Library()


@register.simple_tag(takes_context=True)
def offers(context: template.Context, right: str) -> bool:
    """Whether to show the way to what this right opens.

    Also where the second factor is still missing: the way leads past it.
    """
    request = context.get("request")
    return request is not None and actors.of(request).could(right)
