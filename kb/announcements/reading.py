"""Which announcements a reader sees on a page now.

Kept in the process and read again after a change, so a page that shows none costs no query. When
one begins or ends without anybody's doing, pages know by portal.caching.turns.

One for some products is shown where the page is about one of them: an article, or a search that
was narrowed to it. One for some markets is shown to readers who chose one of them, or to all
whose only market it is; and to whoever has not chosen, on an article that is for one of them.
What is shown is never hidden for its language: see `kb.announcements.models.best`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from kb.announcements.models import Announcement, AnnouncementKind, AnnouncementText, best
from portal.caching.kept import Kept

MOST_SHOWN = 3
"""So many on a page: the most urgent."""
MOST_KEPT = 200
_URGENCY = [str(kind) for kind in AnnouncementKind]


@dataclass(frozen=True, slots=True)
class AnnouncementWording:
    """A text of an announcement in the language `locale`."""

    locale: str
    title: str
    text: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An announcement with its texts by language; products and the article by their ids.

    `version` is another one when it says something else: then it is shown again to who had
    dismissed it.
    """

    number: int
    kind: AnnouncementKind
    starts_at: datetime
    ends_at: datetime | None
    products: frozenset[str]
    markets: frozenset[str]
    article: str
    texts: Mapping[str, AnnouncementWording]

    @property
    def version(self) -> str:
        return f"{self.number}-{self.kind}"

    def is_shown(self, at: datetime) -> bool:
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True, slots=True)
class ShownAnnouncement:
    """An announcement as a reader of one language sees it."""

    announced: Announced
    words: AnnouncementWording


def shown(
    locale: str,
    *,
    markets: Collection[str],
    products: Callable[[], Collection[str]],
    at: datetime | None = None,
) -> list[ShownAnnouncement]:
    """The most urgent for a page about these markets and products; within a kind the latest.

    The products are only asked for where there is an announcement for some.
    """
    at = at or timezone.now()
    begun = [
        one
        for one in current()
        if one.is_shown(at) and (not one.markets or not one.markets.isdisjoint(markets))
    ]
    about = products() if any(one.products for one in begun) else ()
    found = [one for one in begun if not one.products or not one.products.isdisjoint(about)]
    found.sort(key=lambda one: one.starts_at, reverse=True)
    found.sort(key=lambda one: _URGENCY.index(one.kind))
    read = (as_read(one, locale) for one in found)
    return [one for one in read if one is not None][:MOST_SHOWN]


def as_read(announced: Announced, locale: str) -> ShownAnnouncement | None:
    """An announcement for readers of a language; None for one that has no text yet."""
    words = best(announced.texts, locale)
    return ShownAnnouncement(announced, words) if words else None


def moments() -> Iterator[datetime]:
    """When one begins or ends."""
    for one in current():
        yield one.starts_at
        if one.ends_at is not None:
            yield one.ends_at


def current() -> Sequence[Announced]:
    """Those that are shown or planned, as this process knows them.

    It hears of a change by the next public page, and by whatever page it shows after half a
    minute, since every page asks `portal.support.reading`.
    """
    return _announced.value()


def forget() -> None:
    """Look again at the next question."""
    _announced.forget()


def announced(row: Announcement) -> Announced:
    """What a row says, saved or not."""
    texts = {one.locale: one for one in row.texts.all()}
    return Announced(
        number=row.pk or 0,
        kind=AnnouncementKind(row.kind),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        products=frozenset(product.slug for product in row.products.all()),
        markets=frozenset(row.markets),
        article=row.article.slug if row.article else "",
        texts={code: _words(text) for code, text in texts.items()},
    )


def _words(text: AnnouncementText) -> AnnouncementWording:
    return AnnouncementWording(text.locale, text.title, text.text, text.link)


def _look() -> Sequence[Announced]:
    is_over = Q(ends_at__lte=timezone.now())
    rows = Announcement.objects.exclude(is_over).select_related("article")
    return [
        announced(row)
        for row in rows.prefetch_related("texts", "products").order_by("-starts_at")[:MOST_KEPT]
    ]


_announced: Kept[Sequence[Announced]] = Kept(_look)
