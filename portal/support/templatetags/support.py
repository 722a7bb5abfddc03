"""What templates say of the support: by when an answer comes, and the ways to get in touch;
and of a reader's market.
"""

from collections.abc import Collection
from datetime import datetime

from django import template
from django.utils import timezone

from portal import actors, cldr, locales, markets
from portal.support import promises
from portal.support.choosing import Offered, offered
from portal.support.offers import Offer, beside_the_form, offers

register = template.Library()


@register.simple_tag(takes_context=True)
def answer_by(context: template.Context) -> datetime | None:
    """By when a request of this reader's is answered if it is sent now; None for unknown."""
    return promises.answer_by(timezone.now(), _market(context), locales.in_force())


@register.simple_tag(takes_context=True)
def ways_in(context: template.Context) -> tuple[Offer, ...]:
    """The ways to get in touch, and whether somebody is there now."""
    return offers(_market(context), locales.in_force(), timezone.now())


@register.simple_tag(takes_context=True)
def other_ways_in(context: template.Context) -> tuple[Offer, ...]:
    """The same without the form, for who is at it."""
    return beside_the_form(ways_in(context))


@register.simple_tag(takes_context=True)
def markets_to_ask_for(context: template.Context) -> tuple[Offered, ...]:
    """The markets to choose from for a reader who has not chosen yet; nothing for others."""
    return () if actors.of(context["request"]).has_chosen else offered(locales.in_force())


@register.simple_tag(takes_context=True)
def chosen_country(context: template.Context) -> str:
    """The name of the market that this reader chose of several; "" for none."""
    actor = actors.of(context["request"])
    return markets.name(actor.market, locales.in_force()) if actor.has_chosen else ""


@register.inclusion_tag("support/for_markets.html", takes_context=True)
def for_markets(context: template.Context, meant_for: Collection[str]) -> dict[str, str]:
    """Marks a text that is for some markets only, unless the reader's is among them."""
    told = markets.told(meant_for, _market(context))
    return {"names": cldr.countries(told)}


def _market(context: template.Context) -> str:
    return actors.of(context["request"]).market
