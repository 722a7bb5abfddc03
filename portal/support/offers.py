"""The ways to get in touch, as a reader gets them: links, words, and whether anybody is there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from portal import markets
from portal.support import taps
from portal.support.reading import Support, Way, current
from portal.support.ways import Channel

FORM = Way(Channel.FORM, "")
"""What there is where the owner has listed nothing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way in a reader's language.

    `place` is its market's name where that is worth telling; `count` is where a tap is told.
    `is_open` is None where no hours are known or none are to be told; `until` is then the moment
    that the state lasts to, None for good.
    """

    kind: str
    label: str
    address: str
    link: str
    count: str
    place: str = ""
    is_open: bool | None = None
    until: datetime | None = None

    @property
    def is_form(self) -> bool:
        return self.kind == Channel.FORM


def offers(market: str, locale: str, at: datetime | None = None) -> tuple[Offer, ...]:
    """The ways of a market; all of them, marked, where the reader has chosen none.

    With a moment each says whether somebody is there; without, it is the same at any hour.
    """
    known = current()
    market = known.market(market)
    found = []
    for way in known.ways or (FORM,):
        if market and way.market not in ("", market):
            continue
        offer = _offer(way, known, market, locale)
        found.append(_with_hours(offer, way, at) if at else offer)
    return tuple(found)


def beside_the_form(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """The ways for whoever is at the form already."""
    return tuple(offer for offer in offers if not offer.is_form)


def _offer(way: Way, known: Support, market: str, locale: str) -> Offer:
    is_form = way.kind == Channel.FORM
    is_marked = way.market and not market and len(known.markets) > 1
    return Offer(
        kind=way.kind,
        label=way.label(locale),
        address=way.address,
        link=reverse("handover:contact") if is_form else way.link,
        # Who comes to the form is counted there.
        count="" if is_form else taps.address(way.kind, market or way.market, locale),
        place=markets.name(way.market, locale) if is_marked else "",
    )


def _with_hours(offer: Offer, way: Way, at: datetime) -> Offer:
    table = way.timetable
    if table is None:
        return offer
    is_open = table.is_open(at)
    until = table.closes(at) if is_open else table.next_opening(at)
    return replace(offer, is_open=is_open, until=until)
