"""What templates say of the support: by when an answer comes, and the ways to get in touch."""

from datetime import datetime

from django import template
from django.utils import timezone

from portal import actors, locales
from portal.support import promises
from portal.support.choosing import Choice, choices
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
def market_choices(context: template.Context) -> tuple[Choice, ...]:
    """The markets that the reader may choose one of; nothing where there is no choice."""
    asked = context["request"].GET.dict()
    return choices(_market(context), locales.in_force(), asked)


@register.simple_tag(takes_context=True)
def chosen_market(context: template.Context) -> str:
    """The market that the reader has chosen; "" for none."""
    return _market(context)


def _market(context: template.Context) -> str:
    return actors.of(context["request"]).market
