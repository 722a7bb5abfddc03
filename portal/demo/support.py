"""When the demo's support works, what it promises and how it is reached, as an owner says it.

The numbers are among those that belong to nobody, kept free for stories.
"""

from portal.support import week
from portal.support.models import Desk, Hours, Market, WayIn
from portal.support.ways import Channel

_WEEKDAYS = week.kept(week.read_day("08:00-16:00"))
_OF_THE_TELEPHONE = week.kept(week.read_day("09:00-15:00"))
_MARKETS = ("NO", "SE", "DK", "GR", "GB", "ID", "EG")
_CALL = {"en": "Call us", "nb": "Ring oss", "da": "Ring til os", "sv": "Ring oss"}
_CALL |= {"el": "Καλέστε μας", "id": "Telepon kami", "ar": "اتصل هاتفيًا"}


def seed() -> None:
    """Say all of it, unless something has been said already."""
    if Hours.objects.exists():
        return
    for position, code in enumerate(_MARKETS):
        Market.objects.create(code=code, position=position)
    writing = _hours("Oslo", _WEEKDAYS)
    calling = _hours("Oslo, telephone", _OF_THE_TELEPHONE)
    Desk.objects.create(hours=writing, promised_hours=6)
    ways = (
        WayIn(kind=Channel.FORM),
        WayIn(kind=Channel.PHONE, address="+44 20 7946 0958", labels=_CALL, hours=calling),
        WayIn(kind=Channel.WHATSAPP, address="+44 7700 900123", hours=writing),
        WayIn(kind=Channel.CHAT, address="https://chat.example.com/", hours=calling),
    )
    for position, way in enumerate(ways):
        way.position = position
        way.save()


def _hours(name: str, day: list[list[str]]) -> Hours:
    return Hours.objects.create(
        name=name, time_zone="Europe/Oslo", week=[day] * 5 + [[], []], country="NO"
    )
