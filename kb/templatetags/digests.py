"""The choice of how often one is told what is new to translate, beside a worklist."""

from typing import Any

from django import template
from django.template.context import Context

from kb.translation.digests import choosing
from portal import actors

register = template.Library()


@register.inclusion_tag("kb/translation/digest_choice.html", takes_context=True)
def digest_choice(context: Context, code: str) -> dict[str, Any]:
    """For who translates into any language; nothing for others. `code` is the worklist's."""
    request = context["request"]
    actor = actors.of(request)
    if not actor.may("help.translate"):
        return {}
    form = choosing.form(actor.account)
    return {"form": form, "code": code, "csrf_token": context.get("csrf_token")}
