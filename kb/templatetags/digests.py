"""The choice of how often one is told what is new to translate, beside a worklist."""

from typing import Any

from django import template
from django.template.context import Context

from kb.translation.digests import choosing
from portal import actors
from portal.accounts.models import User

register = template.Library()


@register.inclusion_tag("kb/translation/digest_choice.html", takes_context=True)
def digest_choice(context: Context, code: str) -> dict[str, Any]:
    """For who translates into any language; nothing for others. `code` is the worklist's."""
    actor = actors.of(context["request"])
    if not isinstance(account := actor.account, User) or not actor.may("help.translate"):
        return {}
    return {"form": choosing.form(account), "code": code, "csrf_token": context.get("csrf_token")}
