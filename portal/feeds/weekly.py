"""The weekly mail: who wants it, when it is due, and that it is written once.

It is due on Monday at seven where its reader is, and tells of the week before. A week that was
missed is made up for as long as no other has begun.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal import actors, clock
from portal.accounts import mornings
from portal.accounts.models import User
from portal.feeds import ending, letters
from portal.feeds.letters import MAIL, Week
from portal.feeds.models import WeeklySent, WeeklyWish

_WEEK = timedelta(days=7)

type Told = Callable[[date, tuple[str, ...]], Week]


def panel(user: User) -> dict[str, Any]:
    """What the account's page shows: whether this can be had, and whether it is."""
    may = ending.may_see(user)
    return {"may": may, "is_wanted": may and WeeklyWish.objects.filter(account=user).exists()}


def want(account: User) -> None:
    """From the next Monday on; asked for twice it is one wish."""
    WeeklyWish.objects.get_or_create(account=account)


def stop(account: User) -> None:
    """No more of them, nor one that has not gone yet."""
    WeeklyWish.objects.filter(account=account).delete()
    MAIL.take_back(account)


def week_due(wish: WeeklyWish, at: datetime) -> date | None:
    """The Monday of the week that is to be told of now, if there is one."""
    due = mornings.of_week(wish.account, at)
    since = clock.past(wish.since, at)
    return due.date() - _WEEK if due <= at and (since is None or since <= due) else None


def write_due(at: datetime | None = None) -> int:
    """Write the mails that are due; returns how many."""
    at = at or timezone.now()
    told: Told = cache(partial(letters.told, at=at))
    wishes = WeeklyWish.objects.select_related("account").order_by("pk")
    due = {wish.account: week for wish in wishes if (week := week_due(wish, at))}
    return MAIL.write_each(due, lambda account: _write(account, due[account], told, at))


def _write(account: User, week: date, told: Told, at: datetime) -> bool:
    if not ending.may_see(account):
        return False
    if WeeklySent.objects.told(at).filter(account=account, week=week).exists():
        return False
    languages = actors.on_behalf_of(account).languages_of("report.see")
    what = told(week, languages)
    with transaction.atomic():
        _row, is_new = WeeklySent.objects.get_or_create(
            account=account, week=week, defaults={"written_at": at}
        )
        # What a clock that ran ahead told is told once more, when the week is over.
        early = WeeklySent.objects.early(at).filter(account=account, week=week)
        if is_due := is_new or bool(early.update(written_at=at)):
            letters.write(account, what)
    return is_due
