"""How often a member wants to be told what is new to translate, and until when they have been."""

from typing import Any

from kb.translation.digests.models import Digest
from portal.accounts.models import User


def export(user: User) -> dict[str, Any] | None:
    """As JSON-ready data; None for who has not chosen and was never looked at."""
    row = Digest.objects.filter(account=user).first()
    if row is None:
        return None
    return {
        "chosen": row.how_often or None,
        "last_day": row.day.isoformat() if row.day else None,
        "told_until": row.told_until.isoformat() if row.told_until else None,
    }


def erase(user: User) -> None:
    """It goes with the account's row."""
