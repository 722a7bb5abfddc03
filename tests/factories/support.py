"""What an owner says of the support."""

from portal.support import week
from portal.support.models import Desk, Hours, Market, WayIn


def weekdays(openings: str = "09:00-17:00") -> week.Kept:
    """Monday to Friday alike, and a free weekend."""
    return [week.kept(week.read_day(openings))] * 5 + [[], []]


def hours(name: str = "Athens", time_zone: str = "Europe/Athens", **fields: object) -> Hours:
    made = Hours(name=name, time_zone=time_zone, **{"week": weekdays(), **fields})
    made.full_clean()
    made.save()
    return made


def market(code: str, position: int = 0) -> Market:
    return Market.objects.create(code=code, position=position)


def desk(hours: Hours, promised: int | None, market: str = "", language: str = "") -> Desk:
    """A promise of so many hours; `market` is the code of one that there is."""
    place = Market.objects.get(code=market) if market else None
    made = Desk(hours=hours, promised_hours=promised, market=place, language=language)
    made.full_clean()
    made.save()
    return made


def way(kind: str, address: str = "", market: str = "", **fields: object) -> WayIn:
    """A way to get in touch, behind those that there are."""
    place = Market.objects.get(code=market) if market else None
    fields = {"position": WayIn.objects.count(), **fields}
    made = WayIn(kind=kind, address=address, market=place, **fields)
    made.full_clean()
    made.save()
    return made
