"""The weekly mail: who wants it, when it is due, and that it is written once.

It is due on Monday at seven where its reader is, and tells of the week before. A week that was
missed is made up for as long as no other has begun.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal import actors, clock
from portal.accounts import mondays, second_factor
from portal.accounts.account_signer import AccountSigner
from portal.accounts.models import User
from portal.feeds import ending, letters
from portal.feeds.letters import Week
from portal.feeds.models import WeeklySent, WeeklyWish
from portal.mail import outbox

logger = logging.getLogger(__name__)

_WEEK = timedelta(days=7)
_SIGNER = AccountSigner("feeds.weekly.stop")

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
    outbox.take_back(letters.kind_of(account))


def address(account: User) -> str:
    """Where they end without a sign-in; in the language in force. It opens nothing else."""
    return reverse("weekly:stop", args=[_SIGNER.sign(account)])


def read(signed: str) -> User | None:
    """Whose address it is; None for any other."""
    return _SIGNER.read(signed)


def week_due(wish: WeeklyWish, at: datetime) -> date | None:
    """The Monday of the week that is to be told of now, if there is one."""
    due = mondays.of_week(wish.account, at)
    since = clock.past(wish.since, at)
    return due.date() - _WEEK if due <= at and (since is None or since <= due) else None


def write_due(at: datetime | None = None) -> int:
    """Write the mails that are due; returns how many."""
    at = at or timezone.now()
    told: Told = cache(partial(letters.told, at=at))
    wishes = WeeklyWish.objects.select_related("account").order_by("pk")
    return sum(_write_one(wish, told, at) for wish in wishes)


def _write_one(wish: WeeklyWish, told: Told, at: datetime) -> bool:
    week = week_due(wish, at)
    if week is None or not ending.may_see(wish.account):
        return False
    if second_factor.is_missing(wish.account):
        return False
    if WeeklySent.objects.told(at).filter(account=wish.account, week=week).exists():
        return False
    try:
        return _write(wish.account, week, told, at)
    except Exception:
        # One that cannot be written keeps none of the others back.
        logger.exception("The weekly mail to account %s cannot be written", wish.account_id)
        return False


def _write(account: User, week: date, told: Told, at: datetime) -> bool:
    languages = actors.on_behalf_of(account).languages_of("report.see")
    what = told(week, languages)
    with transaction.atomic():
        _row, is_new = WeeklySent.objects.get_or_create(
            account=account, week=week, defaults={"written_at": at}
        )
        # What a clock that ran ahead told is told once more, when the week is over.
        early = WeeklySent.objects.early(at).filter(account=account, week=week)
        if is_due := is_new or bool(early.update(written_at=at)):
            letters.write(account, what, address)
    return is_due
