"""When a weekly mail is due: on Monday at seven where its reader is."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.accounts import time_zones
from portal.accounts.models import User
from portal.journal import days

AT = time(7)


def of_week(account: User, at: datetime) -> datetime:
    """The Monday of this week at seven there; it may still be to come."""
    here = at.astimezone(_zone(account))
    monday = here.date() - timedelta(days=here.weekday())
    return datetime.combine(monday, AT, tzinfo=here.tzinfo)


def _zone(account: User) -> ZoneInfo:
    """The one that was chosen, else the site's."""
    return ZoneInfo(account.time_zone) if time_zones.is_known(account.time_zone) else days.zone()
