"""Writing the digests: at seven where somebody is, on Mondays or every day, if anything is new.

It is looked once a morning, so nobody is written to at noon of what came at eleven. A morning that
was missed is made up within a day; after that the next one tells of all since the last.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import GroupPagePermission

from kb.translation.digests import letters, news
from kb.translation.digests.choosing import in_force
from kb.translation.digests.letters import MAIL
from kb.translation.digests.models import Digest, HowOften
from portal import actors, clock
from portal.accounts import mornings
from portal.accounts.models import User

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def write_due(at: datetime | None = None) -> int:
    """Write those that are due; returns how many. What waits for who translates no more goes."""
    MAIL.take_back_unless(_translates)
    at = at or timezone.now()
    due = (account for account in _asked() if _is_time(account, at))
    return MAIL.write_each(due, lambda account: _write(account, at))


def _translates(account: User) -> bool:
    return bool(actors.on_behalf_of(account).languages_of("help.translate"))


def _asked() -> QuerySet[User]:
    """Who wants digests, and who has not said so and changes texts somewhere."""
    changes = GroupPagePermission.objects.filter(
        group__user=OuterRef("pk"), permission__codename="change_page"
    )
    wanted = Q(translation_digest__how_often__in=[HowOften.DAILY, HowOften.WEEKLY])
    unsaid = Q(translation_digest=None) | Q(translation_digest__how_often="")
    found = User.objects.filter(wanted | (unsaid & Exists(changes)))
    working = found.filter(is_active=True, suspended_at=None)
    return working.select_related("translation_digest").order_by("pk")


def _is_time(account: User, at: datetime) -> bool:
    row: Digest | None = getattr(account, "translation_digest", None)
    morning = _morning(account, row.how_often if row else "", at)
    is_done = row is not None and row.day == morning.date()
    return morning <= at < morning + _DAY and not is_done


def _morning(account: User, chosen: str, at: datetime) -> datetime:
    """The last one on which it is looked, or that of this week that is still to come."""
    is_daily = chosen == HowOften.DAILY
    return mornings.of_day(account, at) if is_daily else mornings.of_week(account, at)


@transaction.atomic
def _write(account: User, at: datetime) -> bool:
    row, _is_new = Digest.objects.select_for_update().get_or_create(account=account)
    morning = _morning(account, row.how_often, at)
    if row.day == morning.date():
        return False
    span = _DAY if row.how_often == HowOften.DAILY else _WEEK
    begin = clock.past(row.told_until, at) or morning - span
    Digest.objects.filter(pk=row.pk).update(day=morning.date(), told_until=at)
    if in_force(account, row.how_often) is HowOften.NEVER:
        return False
    found = news.between(begin, at, actors.on_behalf_of(account))
    if found:
        letters.write(account, found)
    return bool(found)
