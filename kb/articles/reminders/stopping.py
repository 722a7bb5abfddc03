"""No more reminders, and again: by a signed address that is in each of them."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kb.articles.reminders import letters
from kb.articles.reminders.models import Reminders
from kb.models import Family
from portal.accounts.account_signer import AccountSigner
from portal.accounts.models import User
from portal.mail import outbox

_SIGNER = AccountSigner("kb.articles.reminders")


def panel(user: User) -> dict[str, Any]:
    """What the account's page shows: whether somebody has articles, and is reminded of them."""
    has_articles = Family.objects.owned_by(user).exists()
    return {
        "has_articles": has_articles,
        "is_reminded": has_articles and is_wanted(user),
        "address": address(user) if has_articles else "",
    }


def address(account: User) -> str:
    """Where they end without a sign-in; in the language in force. It opens nothing else."""
    return reverse("kb:reminders", args=[_SIGNER.sign(account)])


def read(signed: str) -> User | None:
    """Whose address it is; None for any other."""
    return _SIGNER.read(signed)


def is_wanted(account: User) -> bool:
    """Whether somebody is reminded of what is due."""
    return not Reminders.objects.filter(account=account, stopped_at__isnull=False).exists()


def stop(account: User, at: datetime | None = None) -> None:
    """No more of them, nor one that has not gone yet."""
    told = {"stopped_at": at or timezone.now()}
    Reminders.objects.update_or_create(account=account, defaults=told)
    outbox.take_back(letters.kind_of(account))


def resume(account: User) -> None:
    """From the next Monday on."""
    Reminders.objects.filter(account=account).update(stopped_at=None)
