"""Comments on segments: Wagtail's own, under a path that is a segment's."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils import timezone
from wagtail.models import Comment

from kb.models import HelpPage
from portal.actors import Actor
from portal.text import clean_text

LONGEST = 1_000
_PATH = "segment."


def of_page(page: HelpPage) -> Mapping[str, list[Comment]]:
    """Those that nobody has closed, by the name of the segment, the oldest first."""
    open_ones = Comment.objects.filter(page=page, resolved_at=None, contentpath__startswith=_PATH)
    found: dict[str, list[Comment]] = defaultdict(list)
    for comment in open_ones.select_related("user").order_by("created_at", "pk"):
        found[comment.contentpath.removeprefix(_PATH)].append(comment)
    return found


def add(page: HelpPage, name: str, text: str, *, by: Actor) -> None:
    """Say something about a segment; nothing is said without words."""
    if text := clean_text(text).strip()[:LONGEST]:
        Comment.objects.create(page=page, user=by.account, text=text, contentpath=_PATH + name)


def close(page: HelpPage, number: str, *, by: Actor) -> None:
    """Mark a comment of this page as dealt with."""
    if number.isdecimal():
        Comment.objects.filter(page=page, pk=int(number), resolved_at=None).update(
            resolved_at=timezone.now(), resolved_by=by.account
        )
