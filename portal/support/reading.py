"""What is known of the support, as one value: read once, and again when something has changed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError

from portal.caching import generation
from portal.caching.kept import Kept
from portal.rereading import Reread
from portal.support import models, ways
from portal.support.timetable import Timetable

ASK_AFTER = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Desk:
    """When a market's requests are answered, and within how much working time, if that is said."""

    timetable: Timetable
    promised: timedelta | None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to get in touch; `market` is "" for all of them, `labels` are by language."""

    kind: str
    address: str
    market: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    timetable: Timetable | None = None

    @property
    def link(self) -> str:
        """Where a tap leads; "" for nowhere."""
        return ways.link(self.kind, self.address)

    def label(self, locale: str) -> str:
        """The owner's words in a language; else the kind's name in the language in force."""
        return dict(self.labels).get(locale) or str(ways.Channel(self.kind).label)


@dataclass(frozen=True, slots=True)
class Support:
    """Markets and ways in the owner's order, desks by market and language; "" is all of them."""

    markets: tuple[str, ...] = ()
    desks: Mapping[tuple[str, str], Desk] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()

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

    Every page asks, so it is kept in this process until it hears that something public has
    changed. Where no public page is served, in a worker, it asks for that itself now and then.
    """
    _heard.value()
    try:
        return _support.value()
    except DatabaseError:
        return Support()


def forget() -> None:
    """Look again at the next question: something of it has changed in this process."""
    _support.forget()
    _heard.forget()


def _listen(_last: None) -> None:
    with suppress(DatabaseError):
        generation.current()


_heard = Reread(_listen, None, ASK_AFTER)


def _look() -> Support:
    desks = models.Desk.objects.select_related("hours", "market").order_by()
    found = models.WayIn.objects.select_related("hours", "market").order_by("position", "pk")
    return Support(
        tuple(models.Market.objects.order_by("position", "code").values_list("code", flat=True)),
        {_key(desk): _desk(desk) for desk in desks},
        tuple(map(_way, found)),
    )


_support = Kept(_look)


def _way(way: models.WayIn) -> Way:
    return Way(
        way.kind,
        way.address,
        way.market.code if way.market else "",
        tuple(way.labels.items()),
        way.hours.timetable if way.hours else None,
    )


def _key(desk: models.Desk) -> tuple[str, str]:
    return desk.market.code if desk.market else "", desk.language


def _desk(desk: models.Desk) -> Desk:
    promised = desk.promised_hours
    return Desk(desk.hours.timetable, timedelta(hours=promised) if promised else None)
