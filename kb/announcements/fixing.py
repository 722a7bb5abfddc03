"""Readers wait until a known problem is solved: see portal.watches."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kb.announcements.models import Announcement, AnnouncementKind, AnnouncementState, best
from kb.links import article_url
from portal.actors import Actor
from portal.text.links import is_page_here
from portal.watches import asking, occasions, telling
from portal.watches.occasions import Occasion, Thing

FIXED = "fixed"


def look(about: str, actor: Actor, since: datetime) -> Thing | None:
    """The problem, for who asked while it was announced; solved ones for whoever waits."""
    rows = Announcement.objects.filter(pk=occasions.row_number(about)).exclude(
        kind=AnnouncementKind.NOTICE
    )
    row = rows.select_related("article").prefetch_related("texts").first()
    if row is None or row.state(since) is not AnnouncementState.SHOWN:
        return None
    text = best({one.locale: one for one in row.texts.all()}, actor.language)
    if text is None:
        return None
    return Thing(
        title=text.title,
        locale=text.locale,
        path=_path(row, text.link, actor.language),
        has_come=row.kind == AnnouncementKind.SOLVED,
    )


def tell_if_solved(row: Announcement) -> None:
    """In the transaction in which it is said; said again it is told nobody again."""
    if row.kind == AnnouncementKind.SOLVED:
        telling.call(FIXED, str(row.pk))


def forget(row: Announcement) -> None:
    """Nobody says any more that it is solved."""
    asking.forget(FIXED, str(row.pk))


def _path(row: Announcement, link: str, language: str) -> str:
    """Where more can be read: the article, another page of ours, else the front page."""
    if row.article:
        return article_url(row.article.slug, language)
    if is_page_here(link):
        return link
    with override(language):
        return reverse("home:front")


def register() -> None:
    """Let readers wait for it."""
    occasions.register(
        Occasion(
            name=FIXED,
            look=look,
            in_each_language=False,
            offer=_("Tell me when it is fixed"),
            promise=_("We will write to you once when this is fixed: %(title)s"),
            subject=_("Fixed: %(title)s"),
            told=_("You asked us to tell you when this is fixed, and now it is: %(title)s"),
            has_come=_("This is fixed: %(title)s"),
        )
    )
