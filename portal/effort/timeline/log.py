"""What the log of pages holds of articles: when they were published and taken back."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, TextChoices, Value, When
from django.db.models.functions import TruncDate
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry

from kb.models import ArticlePage, FaqPage, Kind
from portal.journal import days as calendar

PUBLISHING = ("wagtail.publish", "wagtail.publish.scheduled")
TAKING_BACK = ("wagtail.unpublish", "wagtail.unpublish.scheduled")
NAMES = {"title": F("page__title"), "slug": F("page__helppage__family__slug")}


class What(TextChoices):
    """What happened to it."""

    PUBLISHED = "published", _("Articles published")
    CHANGED = "changed", _("Articles changed a lot")
    TAKEN_BACK = "taken back", _("Articles taken back")


def entries(first: date, last: date, codes: Collection[str]) -> QuerySet[PageLogEntry, Any]:
    """The log of articles in these languages, with `day`, `code` and `what`; the latest first."""
    begin, end = calendar.span(first, last)
    logged = PageLogEntry.objects.filter(
        timestamp__gte=begin,
        timestamp__lt=end,
        action__in=[*PUBLISHING, *TAKING_BACK],
        page__alias_of=None,
        page__locale__language_code__in=codes,
        page__helppage__family__kind__in=set(Kind) - {Kind.TOPIC, Kind.SNIPPET},
    )
    born = _day("page__first_published_at")
    annotated: QuerySet[PageLogEntry, Any] = logged.annotate(
        day=_day("timestamp"),
        code=F("page__locale__language_code"),
        what=Case(
            When(action__in=TAKING_BACK, then=Value(What.TAKEN_BACK.value)),
            When(Exact(F("day"), born), then=Value(What.PUBLISHED.value)),
            default=Value(What.CHANGED.value),
        ),
    ).order_by("-timestamp", "-pk")
    return annotated


def listed(first: date, last: date, codes: Collection[str]) -> QuerySet[PageLogEntry, Any]:
    """The same as rows to read, with `title` and `slug`."""
    rows: QuerySet[PageLogEntry, Any] = entries(first, last, codes).values(
        "day", "code", "what", **NAMES
    )
    return rows


def before(numbers: list[int]) -> dict[int, int | None]:
    """By entry, the version that readers had before it; none if it had been taken back."""
    rows = PageLogEntry.objects.filter(pk__in=numbers).order_by()
    return dict(rows.values_list("pk", Subquery(_earlier().values("revision_id")[:1])))


def _earlier() -> QuerySet[PageLogEntry, Any]:
    """Of an entry's page, whether readers had it before, and which version: the latest first."""
    found: QuerySet[PageLogEntry, Any] = PageLogEntry.objects.filter(
        page_id=OuterRef("page_id"),
        action__in=[*PUBLISHING, *TAKING_BACK],
        timestamp__lt=OuterRef("timestamp"),
    )
    return found.order_by("-timestamp", "-pk")


def deleted(first: date, last: date) -> QuerySet[PageLogEntry, Any]:
    """Pages of articles that were deleted while readers could see them, with their `day`."""
    begin, end = calendar.span(first, last)
    state = Subquery(_earlier().values("action")[:1])
    gone: QuerySet[PageLogEntry, Any] = PageLogEntry.objects.alias(state=state).filter(
        timestamp__gte=begin,
        timestamp__lt=end,
        action="wagtail.delete",
        content_type__in=ContentType.objects.get_for_models(ArticlePage, FaqPage).values(),
        state__in=PUBLISHING,
    )
    dated: QuerySet[PageLogEntry, Any] = gone.annotate(day=_day("timestamp"))
    return dated


def _day(field: str) -> TruncDate:
    """The reporting day of a moment."""
    return TruncDate(field, tzinfo=calendar.zone())
