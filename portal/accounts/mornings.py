"""When a regular mail is due: at seven in the morning where its reader is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.accounts import time_zones
from portal.accounts.models import User
from portal.journal import days

AT = time(7)


def of_day(account: User, at: datetime) -> datetime:
    """Seven o'clock of this day there; it may still be to come."""
    here = _zone(account)
    return _seven(at.astimezone(here).date(), here)


def of_week(account: User, at: datetime) -> datetime:
    """The Monday of this week at seven there; it may still be to come."""
    here = _zone(account)
    today = at.astimezone(here).date()
    return _seven(today - timedelta(days=today.weekday()), here)


def _seven(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, AT, tzinfo=zone)


def _zone(account: User) -> ZoneInfo:
    """The one that was chosen, else the site's."""
    return ZoneInfo(account.time_zone) if time_zones.is_known(account.time_zone) else days.zone()
