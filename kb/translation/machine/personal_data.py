"""What somebody has asked machines to translate."""

from typing import Any

from kb.translation.machine.models import Fill
from portal.accounts.models import User


def export(user: User) -> list[dict[str, Any]]:
    """Each article and language, as JSON-ready data."""
    asked = Fill.objects.filter(asked_by=user).select_related("family", "locale").order_by("pk")
    return [
        {
            "article": one.family.slug,
            "language": one.locale.language_code,
            "asked_at": one.asked_at.isoformat(),
        }
        for one in asked
    ]


def erase(user: User) -> None:
    """What was done stays done; what waits is nobody's wish any more."""
    Fill.objects.filter(asked_by=user).update(asked_by=None)
