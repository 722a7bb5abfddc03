"""What is known of the support, as one value: read once, and again when something has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError

from portal.caching import generation
from portal.support import models
from portal.support.timetable import Timetable

_kept: "dict[tuple[int, str], Support]" = {}


@dataclass(frozen=True, slots=True)
class Desk:
    """When a market's requests are answered, and within how much working time, if that is said."""

    timetable: Timetable
    promised: timedelta | None


@dataclass(frozen=True, slots=True)
class Support:
    """Markets in the owner's order, and desks by market and language; "" is all of them."""

    markets: tuple[str, ...] = ()
    desks: Mapping[tuple[str, str], Desk] = field(default_factory=dict)

    def desk(self, market: str, locale: str) -> Desk | None:
        """The desk that answers there: the market's own before one for all, likewise language."""
        keys = ((market, locale), (market, ""), ("", locale), ("", ""))
        return next((self.desks[key] for key in keys if key in self.desks), None)

    def market(self, chosen: str) -> str:
        """The market that counts: the chosen one if it is served, the only one, else ""."""
        if len(self.markets) == 1:
            return self.markets[0]
        return chosen if chosen in self.markets else ""


def current() -> Support:
    """What is known now; nothing while the database cannot tell.

    Pages ask, so it is kept in this process until it hears that something public has changed.
    """
    stamp = generation.seen()  # Before the look: a change in between makes it stale.
    if stamp not in _kept:
        try:
            found = _look()
        except DatabaseError:
            return Support()
        _kept.clear()
        _kept[stamp] = found
    return _kept[stamp]


def forget() -> None:
    """Look again at the next question."""
    _kept.clear()


def _look() -> Support:
    desks = models.Desk.objects.select_related("hours", "market").order_by()
    return Support(
        tuple(models.Market.objects.order_by("position", "code").values_list("code", flat=True)),
        {_key(desk): _desk(desk) for desk in desks},
    )


def _key(desk: models.Desk) -> tuple[str, str]:
    return desk.market.code if desk.market else "", desk.language


def _desk(desk: models.Desk) -> Desk:
    promised = desk.promised_hours
    return Desk(desk.hours.timetable, timedelta(hours=promised) if promised else None)
