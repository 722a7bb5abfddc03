"""What happened to articles, by themselves: published, changed a lot, taken back.

Read from what Wagtail keeps: the log of pages, when a page was first published, and its versions.
Many of a day and language are counted and not named. The number of queries is always the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import (
    Case,
    Count,
    F,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
    Window,
)
from django.db.models.functions import TruncDate
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry

from kb.models import ArticlePage, FaqPage, Kind
from portal import locales
from portal.effort.timeline import rewriting
from portal.journal import days as calendar

PUBLISHING = ("wagtail.publish", "wagtail.publish.scheduled")
TAKING_BACK = ("wagtail.unpublish", "wagtail.unpublish.scheduled")
FEW = 20
"""Up to so many of a day and language are looked at one by one."""
_MOST = 200
"""So many are looked at in all, the latest first."""
_KEPT = 60 * 60
"""Seconds that what the log says is kept; a longer log is another one."""

_NAMES = {"title": F("page__title"), "slug": F("page__helppage__family__slug")}


class What(TextChoices):
    """What happened to it."""

    PUBLISHED = "published", _("Articles published")
    CHANGED = "changed", _("Articles changed a lot")
    TAKEN_BACK = "taken back", _("Articles taken back")


@dataclass(frozen=True, slots=True)
class Article:
    """An article in one language; `slug` is its family, "" of a page that is no more."""

    slug: str
    title: str
    locale: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happened on a day to articles of one language: so many, named if they are few."""

    day: date
    locale: str
    what: str
    size: int
    named: tuple[Article, ...] = ()


@dataclass(slots=True)
class _Group:
    """The log entries of a day, language and kind of change."""

    entries: int
    pages: int
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def by_page(self) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows:
            found[row["page_id"]].append(row)
        return found


type _Key = tuple[date, str, str]


def entries(first: date, last: date, codes: Collection[str]) -> QuerySet[PageLogEntry, Any]:
    """The log of articles in these languages, with `day`, `code` and `what`; the latest first."""
    begin, end = calendar.span(first, last)
    logged = PageLogEntry.objects.filter(
        timestamp__gte=begin,
        timestamp__lt=end,
        action__in=[*PUBLISHING, *TAKING_BACK],
        page__alias_of=None,
        page__locale__language_code__in=codes,
        page__helppage__family__kind__in=set(Kind) - {Kind.TOPIC},
    )
    born = TruncDate("page__first_published_at", tzinfo=calendar.zone())
    annotated: QuerySet[PageLogEntry, Any] = logged.annotate(
        day=TruncDate("timestamp", tzinfo=calendar.zone()),
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
        "day", "code", "what", **_NAMES
    )
    return rows


def changes(first: date, last: date, codes: Collection[str]) -> list[Change]:
    """What happened to articles in these languages, day by day.

    Worked out anew once the log has grown: with one query else, and with six at most.
    """
    latest = PageLogEntry.objects.aggregate(latest=Max("pk"))["latest"]
    key = f"effort:articles:{first}:{last}:{'-'.join(sorted(codes))}:{latest}"
    known: list[Change] | None = cache.get(key)
    if known is None:
        known = _changes(first, last, codes)
        cache.set(key, known, _KEPT)
    return known


def _changes(first: date, last: date, codes: Collection[str]) -> list[Change]:
    logged = entries(first, last, codes)
    groups = _counted(logged)
    _name(groups, logged)
    much = rewriting.changed_much(set(_pairs(groups)))
    found = [_told(key, group, much) for key, group in groups.items()]
    # Nothing says in which language a deleted page was.
    if set(codes) == set(locales.codes()):
        found += _deleted(first, last)
    return sorted(
        (change for change in found if change.size),
        key=lambda one: (one.day, one.what, one.locale),
    )


def _counted(logged: QuerySet[PageLogEntry, Any]) -> dict[_Key, _Group]:
    rows = logged.order_by().values_list("day", "code", "what")
    summed = rows.annotate(n=Count("pk"), pages=Count("page_id", distinct=True))
    return {(day, code, what): _Group(n, pages) for day, code, what, n, pages in summed}


def _name(groups: dict[_Key, _Group], logged: QuerySet[PageLogEntry, Any]) -> None:
    """Add the rows of the groups that are small, as far as they are among the latest."""
    partition = [F("day"), F("code"), F("what")]
    small = logged.annotate(n=Window(Count("pk"), partition_by=partition)).filter(n__lte=FEW)
    rows = list(
        small.values("pk", "day", "code", "what", "page_id", "revision_id", **_NAMES)[:_MOST]
    )
    before = _before([row["pk"] for row in rows if row["what"] == What.CHANGED])
    for row in rows:
        row["before"] = before.get(row["pk"])
        if group := groups.get((row["day"], row["code"], row["what"])):
            group.rows.append(row)


def _before(numbers: list[int]) -> dict[int, int | None]:
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


def _pairs(groups: dict[_Key, _Group]) -> Iterator[rewriting.Pair]:
    """What was shown before that day, and after it, of each article that can be compared."""
    for (_day, _code, what), group in groups.items():
        if what == What.CHANGED:
            yield from (pair for rows in group.by_page.values() if (pair := _pair(rows)))


def _pair(rows: list[dict[str, Any]]) -> rewriting.Pair | None:
    before, after = rows[-1]["before"], rows[0]["revision_id"]
    return (before, after) if before and after else None


def _told(key: _Key, group: _Group, much: set[rewriting.Pair]) -> Change:
    day, code, what = key
    if len(group.rows) < group.entries:
        return Change(day, code, what, group.pages)
    named = tuple(
        Article(rows[0]["slug"], rows[0]["title"], code)
        for rows in group.by_page.values()
        if what != What.CHANGED or (pair := _pair(rows)) is None or pair in much
    )
    return Change(day, code, what, len(named), named)


def _deleted(first: date, last: date) -> Iterator[Change]:
    """Pages that were deleted while readers could see them."""
    begin, end = calendar.span(first, last)
    gone = PageLogEntry.objects.alias(state=Subquery(_earlier().values("action")[:1])).filter(
        timestamp__gte=begin,
        timestamp__lt=end,
        action="wagtail.delete",
        content_type__in=ContentType.objects.get_for_models(ArticlePage, FaqPage).values(),
        state__in=PUBLISHING,
    )
    days = gone.order_by().values_list(TruncDate("timestamp", tzinfo=calendar.zone()))
    for day, size, label in days.annotate(n=Count("pk"), label=Min("label")):
        named = (Article("", label, ""),) if size == 1 else ()
        yield Change(day, "", What.TAKEN_BACK, size, named)
