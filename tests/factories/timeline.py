"""Notes on the time axis, and what the log of pages keeps of articles."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from wagtail.models import Page, PageLogEntry

from kb.models import HelpPage
from portal.effort.timeline.models import Note


def note(text: str, first: date, last: date | None = None, **fields: Any) -> Note:
    """An outage that is noted in Greek, on one day unless said otherwise."""
    made = Note(
        **{"kind": "outage", "written_in": "el", "text": text, "first": first, "last": last}
        | fields
    )
    made.full_clean()
    made.save()
    return made


def published(page: HelpPage, at: datetime, words: str = "", *, anew: bool = False) -> None:
    """A version of the page is published at a moment; `anew` if it had been before."""
    if words:
        page.body = [("text", f"<p>{words}</p>")]
    revision = page.save_revision()
    revision.publish()
    PageLogEntry.objects.filter(revision=revision).update(timestamp=at)
    if not anew:
        Page.objects.filter(pk=page.pk).update(first_published_at=at)
    page.refresh_from_db()


def logged(pages: Sequence[Page], action: str, at: datetime) -> None:
    """The same of many, without what it takes."""
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=page.pk,
            content_type_id=page.content_type_id,
            label=page.title,
            action=action,
            timestamp=at,
        )
        for page in pages
    )
    if action == "wagtail.publish":
        Page.objects.filter(pk__in=[page.pk for page in pages]).update(first_published_at=at)
