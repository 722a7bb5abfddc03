"""Writing the reminders: on Monday, once a week, to who has something to do.

A Monday that was missed is made up within a day: the start page tells the same at any time.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from kb.articles.reminders import letters, stopping
from kb.articles.reminders.letters import MOST_NAMED, Due
from kb.articles.reminders.models import Reminders
from kb.feedback.models import Vote
from kb.models import Family
from portal import actors, locales
from portal.accounts import mondays, second_factor
from portal.accounts.models import User

logger = logging.getLogger(__name__)

MADE_UP = timedelta(days=1)


def write_due(at: datetime | None = None) -> int:
    """Write those that are due; returns how many."""
    at = at or timezone.now()
    return sum(_write_one(owner, at) for owner in _owners())


def due(account: User, at: datetime) -> Due:
    """What waits for somebody at this moment: comments as far as they see them."""
    mine = Family.objects.owned_by(account)
    reviews = mine.due_for_review(at).order_by("slug")
    languages = actors.on_behalf_of(account).languages_of("help.see_votes")
    said = Vote.objects.seen_in(languages).open().filter(family__owner=account)
    return Due(list(reviews[:MOST_NAMED]), reviews.count(), said.count())


def _owners() -> QuerySet[User]:
    """Who looks after any article, and wants reminders."""
    stopped = Reminders.objects.filter(account=OuterRef("pk"), stopped_at__isnull=False)
    owns = Family.objects.filter(owner=OuterRef("pk"))
    wanted = Q(Exists(owns)) & ~Q(Exists(stopped))
    return User.objects.filter(wanted, is_active=True, suspended_at=None).order_by("pk")


def _write_one(owner: User, at: datetime) -> bool:
    monday = mondays.of_week(owner, at)
    if not monday <= at < monday + MADE_UP or second_factor.is_missing(owner):
        return False
    if not actors.on_behalf_of(owner).may("help.see_list"):
        return False
    try:
        return _write(owner, monday, at)
    except Exception:
        # One that cannot be written keeps none of the others back.
        logger.exception("The reminder to account %s cannot be written", owner.pk)
        return False


def _write(owner: User, monday: datetime, at: datetime) -> bool:
    with transaction.atomic():
        row, _is_new = Reminders.objects.select_for_update().get_or_create(account=owner)
        if row.week == monday.date():
            return False
        found = due(owner, at)
        if not (found.articles or found.comments):
            return False
        Reminders.objects.filter(pk=row.pk).update(week=monday.date())
        with override(locales.nearest(owner.locale)):
            letters.write(owner, found, stopping.address(owner))
    return True
