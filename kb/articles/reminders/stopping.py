"""No more reminders, and again: by a signed address that is in each of them."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from kb.articles.reminders.letters import MAIL
from kb.articles.reminders.models import Reminders
from kb.models import Family
from portal.accounts.models import User


def panel(user: User) -> dict[str, Any]:
    """What the account's page shows: whether somebody has articles, and is reminded of them."""
    has_articles = Family.objects.owned_by(user).exists()
    return {
        "has_articles": has_articles,
        "is_reminded": has_articles and is_wanted(user),
        "address": MAIL.address(user) if has_articles else "",
    }


def is_wanted(account: User) -> bool:
    """Whether somebody is reminded of what is due."""
    return not Reminders.objects.filter(account=account, stopped_at__isnull=False).exists()


def stop(account: User, at: datetime | None = None) -> None:
    """No more of them, nor one that has not gone yet."""
    told = {"stopped_at": at or timezone.now()}
    Reminders.objects.update_or_create(account=account, defaults=told)
    MAIL.take_back(account)


def resume(account: User) -> None:
    """From the next Monday on."""
    Reminders.objects.filter(account=account).update(stopped_at=None)
