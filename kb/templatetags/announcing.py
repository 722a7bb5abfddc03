"""What is announced, for the page that is shown."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django import template
from django.template.context import Context

from kb.announcements import reading
from kb.announcements.fixing import FIXED
from kb.models import Family
from portal import actors, locales

register = template.Library()


@register.inclusion_tag("kb/announcements/shown.html", takes_context=True)
def announcements(context: Context) -> dict[str, Any]:
    """What is announced to this reader here; nothing on a page that is no reader's.

    Of the page it reads `family`, an article's, and `narrow`, to what a search was narrowed.
    """
    if context.get("is_preview"):
        return {}
    market = actors.of(context["request"]).market
    family: Family | None = context.get("family")
    found = reading.shown(
        locales.in_force(),
        markets=[market] if market else (family.markets if family else ()),
        products=partial(_products, context, family),
    )
    return of(context, found)


@register.inclusion_tag("kb/announcements/shown.html", takes_context=True)
def previewed(context: Context) -> dict[str, Any]:
    """The one that an editor looks at."""
    return of(context, context["announcements"]) | {"is_preview": True}


def of(context: Context, found: list[reading.ShownAnnouncement]) -> dict[str, Any]:
    return {
        "announcements": found,
        "reader_locale": context["reader_locale"],
        "occasion": FIXED,
    }


def _products(context: Context, family: Family | None) -> Collection[str]:
    if family is not None:
        return family.products.values_list("slug", flat=True)
    narrow = context.get("narrow")
    return narrow.values("product") if narrow else ()
