"""A page's history by sittings: what somebody saved again and again stands there once.

The editor saves by itself while one writes, and would fill the history with its own rows.
"""

from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.models import PageLogEntry

APART = timedelta(minutes=30)
"""After so long without saving, what somebody saves is a sitting of its own."""
_SAVED = "wagtail.edit"


def set_up() -> None:
    """Called once, when the app is ready."""
    PageHistoryView.get_base_queryset = _of_page


def _of_page(view: Any) -> QuerySet[PageLogEntry]:
    """Each row is compared with what was there before its sitting."""
    rows = by_sitting(PageLogEntry.objects.filter(page=view.object))
    earlier = rows.filter(timestamp__lt=OuterRef("timestamp"), revision__isnull=False)
    previous = earlier.order_by("-timestamp", "-pk").values("revision")[:1]
    shown = view._annotate_queryset(rows.latest_by_uuid_and_action())
    found: QuerySet[PageLogEntry] = shown.annotate(previous_revision_id=Subquery(previous))
    return found


def by_sitting(entries: Any) -> Any:
    """A page's entries, without saving that the same person soon saved over or published."""
    later = entries.filter(timestamp__gt=OuterRef("timestamp")).order_by("timestamp", "pk")
    following = {
        f"next_{name}": Subquery(later.values(name)[:1])
        for name in ("action", "user", "timestamp")
    }
    saved_over = entries.annotate(**following).filter(
        action=_SAVED,
        next_action__in=(_SAVED, "wagtail.publish"),
        next_user=F("user"),
        next_timestamp__lt=F("timestamp") + APART,
    )
    return entries.exclude(pk__in=saved_over.values("pk"))
