"""Who waits to be told."""

from typing import Any

from django.utils import timezone

from kb.announcements.models import Announcement
from portal.watches.models import Watch


def watch(
    problem: Announcement,
    email: str = "nina@example.com",
    *,
    locale: str = "el",
    is_confirmed: bool = True,
    **fields: Any,
) -> Watch:
    """A stranger who waits until a known problem is solved."""
    wish = {"occasion": "fixed", "about": str(problem.pk), "locale": locale, "email": email}
    at = timezone.now() if is_confirmed else None
    return Watch.objects.create(**(wish | {"confirmed_at": at} | fields))
