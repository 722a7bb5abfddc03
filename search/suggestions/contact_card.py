"""The contact card in the search box: the ways to get in touch, before any text."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from portal import cldr
from portal.support import promises, words
from portal.support.offers import Offer, offers
from search.queries.asking_for_a_person import asks_for_a_person

# Around a number: the box has no room for marks, and Arabic would put the groups in its order.
_LEFT_TO_RIGHT, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def entries(query: str, market: str, locale: str) -> list[dict[str, Any]]:
    """What the box lists first, in the language in force; nothing unless a person is asked for.

    `count` is where choosing it is told, "" for nowhere; `url` is "" for what leads nowhere.
    `time` is the moment that its notes name, None where the reader has chosen the zone: the
    browser writes it there anew, in the reader's own.
    """
    if not asks_for_a_person(query, locale, is_unfinished=True):
        return []
    now = timezone.now()
    by = promises.answer_by(now, market, locale)
    return [_entry(one, by) for one in offers(market, locale, now) if one.link]


def _entry(offer: Offer, by: datetime | None) -> dict[str, Any]:
    state = words.promise(by) if offer.is_form else words.state(offer)
    is_number = offer.link.startswith(("tel:", "https://wa.me/"))
    number = f"{_LEFT_TO_RIGHT}{offer.address}{_END}" if is_number else ""
    return {
        "title": offer.label,
        "notes": [note for note in (number, offer.place, state) if note],
        "url": offer.link,
        "count": offer.count,
        "time": _time(by if offer.is_form else offer.until),
    }


def _time(at: datetime | None) -> dict[str, str] | None:
    """A moment as the notes tell it, and what a browser needs to tell it in its own zone."""
    if at is None or cldr.zone_is_chosen():
        return None
    return {"at": at.isoformat(), "told": cldr.moment(at), "lang": cldr.tag()}
