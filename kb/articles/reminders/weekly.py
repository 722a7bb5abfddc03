"""Writing the reminders: on Monday, once a week, to who has something to do.

A Monday that was missed is made up within a day: the start page tells the same at any time.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kb.articles.reminders import letters
from kb.articles.reminders.letters import MAIL, MOST_NAMED, Due
from kb.articles.reminders.models import Reminders
from kb.feedback.models import Vote
from kb.models import Family
from portal import actors
from portal.accounts import mornings
from portal.accounts.models import User

MADE_UP = timedelta(days=1)


def write_due(at: datetime | None = None) -> int:
    """Write those that are due; returns how many. What waits for who sees no list more goes."""
    MAIL.take_back_unless(_works_here)
    at = at or timezone.now()
    due_now = (owner for owner in _owners() if _is_time(owner, at))
    return MAIL.write_each(due_now, lambda owner: _write(owner, at))


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


def _is_time(owner: User, at: datetime) -> bool:
    monday = mornings.of_week(owner, at)
    return monday <= at < monday + MADE_UP


def _works_here(account: User) -> bool:
    return actors.on_behalf_of(account).may("help.see_list")


def _write(owner: User, at: datetime) -> bool:
    if not _works_here(owner):
        return False
    week = mornings.of_week(owner, at).date()
    with transaction.atomic():
        row, _is_new = Reminders.objects.select_for_update().get_or_create(account=owner)
        if row.week == week:
            return False
        found = due(owner, at)
        if not (found.articles or found.comments):
            return False
        Reminders.objects.filter(pk=row.pk).update(week=week)
        letters.write(owner, found)
    return True
