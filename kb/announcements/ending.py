"""What is for some products ends with the last of them: for none it would be for all readers."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from kb.announcements.models import Announcement

_MOMENT = timedelta(seconds=1)


def end_with(products: Collection[int]) -> None:
    """End what is shown or planned for nothing but these products, which are about to go."""
    now = timezone.now()
    links = Announcement.products.through.objects.filter(announcement=OuterRef("pk"))
    rows = Announcement.objects.filter(
        Exists(links.filter(product__in=products)), ~Exists(links.exclude(product__in=products))
    )
    for row in rows.exclude(ends_at__lte=now):
        # What was planned has begun and ended at once.
        row.starts_at = min(row.starts_at, now - _MOMENT)
        row.ends_at = now
        row.save(update_fields=["starts_at", "ends_at"])
