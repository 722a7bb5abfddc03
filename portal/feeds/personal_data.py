"""What this room keeps about people: their tokens, and whether they are written to every week."""

from typing import Any

from portal.accounts.models import User
from portal.feeds.models import ReportToken, WeeklySent, WeeklyWish


def export(user: User) -> dict[str, Any]:
    """JSON-ready; of a token everything but its hash."""
    wish = WeeklyWish.objects.filter(account=user).first()
    sent = WeeklySent.objects.filter(account=user).order_by("week")
    return {
        "tokens": [
            {
                "name": token.name,
                "created": token.created_at.isoformat(),
                "expires": token.expires_at.isoformat(),
                "last_used": token.used_on.isoformat() if token.used_on else None,
            }
            for token in ReportToken.objects.filter(account=user)
        ],
        "weekly_mail_since": wish.since.isoformat() if wish else None,
        "weekly_mails": [
            {"week": one.week.isoformat(), "written": one.written_at.isoformat()} for one in sent
        ],
    }


def erase(user: User) -> None:
    """All of it goes with the account's row."""
