"""Which articles a member looks after, reminders of them, and what they did to many at once."""

from typing import Any

from kb.articles.bulk.models import Act
from kb.articles.reminders import stopping
from kb.models import Family
from portal.accounts.models import User


def export(user: User) -> dict[str, Any]:
    """All of it, as JSON-ready data."""
    acts = Act.objects.filter(by=user).order_by("pk")
    return {
        "looks_after": list(Family.objects.owned_by(user).values_list("slug", flat=True)),
        "wants_reminders": stopping.is_wanted(user),
        "acts": [{"act": act.verb, "at": act.begun_at.isoformat()} for act in acts],
    }


def erase(user: User) -> None:
    """The articles are nobody's then; what was done to them stays, and not who did it."""
    Family.objects.owned_by(user).update(owner=None)
    Act.objects.filter(by=user).delete()
