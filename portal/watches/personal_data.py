"""What somebody waits for: as a member, or under the address of the account."""

from typing import Any

from portal.accounts.models import User
from portal.watches.models import Watch


def export(user: User) -> list[dict[str, Any]]:
    """Both, as JSON-ready data."""
    return [
        {
            "waits_for": watch.occasion,
            "about": watch.about,
            "language": watch.locale,
            "asked_at": watch.asked_at.isoformat(),
        }
        for watch in Watch.objects.of(user).order_by("pk")
    ]


def erase(user: User) -> None:
    """Nobody is told any more."""
    Watch.objects.of(user).delete()
