"""What happened to articles, by themselves: published, changed a lot, taken back.

Read from what Wagtail keeps: the log of pages, when a page was first published, and its versions.
Many of a day and language are counted and not named. The number of queries is always the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Max, Min, QuerySet, Window
from wagtail.models import PageLogEntry

from portal import locales
from portal.effort.timeline import log, rewriting
from portal.effort.timeline.log import What

FEW = 20
"""Up to so many of a day and language are looked at one by one."""
_MOST = 200
"""So many are looked at in all, the latest first."""
_KEPT = 60 * 60
"""Seconds that what the log says is kept; a longer log is another one."""


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
    logged = log.entries(first, last, codes)
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
        small.values("pk", "day", "code", "what", "page_id", "revision_id", **log.NAMES)[:_MOST]
    )
    before = log.before([row["pk"] for row in rows if row["what"] == What.CHANGED])
    for row in rows:
        row["before"] = before.get(row["pk"])
        if group := groups.get((row["day"], row["code"], row["what"])):
            group.rows.append(row)


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
    days = log.deleted(first, last).order_by().values_list("day")
    for day, size, label in days.annotate(n=Count("pk"), label=Min("label")):
        named = (Article("", label, ""),) if size == 1 else ()
        yield Change(day, "", What.TAKEN_BACK, size, named)
