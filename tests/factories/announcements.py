"""What readers are told above a page."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kb.announcements.models import Announcement, AnnouncementKind, AnnouncementText
from kb.models import Product

HOUR = timedelta(hours=1)


def announcement(
    texts: Mapping[str, str] | None = None,
    *,
    kind: str = AnnouncementKind.NOTICE,
    starts_at: datetime | None = None,
    products: tuple[str, ...] = (),
    number: int | None = None,
    **fields: Any,
) -> Announcement:
    """One that began an hour ago, with a title in each language; Greek, unless said otherwise."""
    row = Announcement(
        pk=number, kind=kind, starts_at=starts_at or timezone.now() - HOUR, **fields
    )
    row.texts = [
        AnnouncementText(locale=code, title=title)
        for code, title in (texts or {"el": "Συντήρηση απόψε"}).items()
    ]
    row.save()
    if products:
        row.products = [
            Product.objects.get_or_create(name=name, defaults={"slug": name.lower()})[0]
            for name in products
        ]
        row.save()
    return row


def problem(texts: Mapping[str, str] | None = None, **fields: Any) -> Announcement:
    """A known problem."""
    return announcement(texts or {"el": "Δεν φορτώνει"}, kind=AnnouncementKind.PROBLEM, **fields)


def solve(row: Announcement) -> None:
    """An editor says that it is solved."""
    row.kind = AnnouncementKind.SOLVED
    row.save()
