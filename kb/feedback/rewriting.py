"""Whom a text did not help is told once, if they want it, when it was rewritten.

They wait in portal.watches, under the name of their vote, which nobody else can make up.
"""

from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from kb.feedback import outcomes, versions
from kb.feedback.models import Version, Vote
from kb.models import HelpPage
from kb.reading import SignInNeeded, Unknown, resolve
from kb.reading.resolving import address
from portal.actors import Actor
from portal.watches import asking, counting, telling
from portal.watches.models import KEPT
from portal.watches.occasions import Occasion, Thing

NAME = "rewritten"
_MARK = 20
_DIGITS = 18
_AT_ONCE = 500


def name(vote: Vote) -> str:
    """What a vote is waited for under."""
    return f"{vote.pk}-{_mark(str(vote.pk))}"


def vote_of(name: str) -> Vote | None:
    """The vote of such a name; None for any other, and where it is gone."""
    number, _dash, mark = name.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= _DIGITS):
        return None
    if not constant_time_compare(mark, _mark(number)):
        return None
    return Vote.objects.filter(pk=int(number)).select_related("family", "version").first()


def look(name: str, actor: Actor, since: datetime | None = None) -> Thing | None:
    """The text of a vote as its reader meets it; None for whom it has helped meanwhile.

    Whether it was rewritten depends on what was read, and not on when they asked.
    """
    vote = vote_of(name)
    if vote is None or vote.helpful:
        return None
    try:
        reading = resolve(vote.family.slug, actor.language, actor)
    except (SignInNeeded, Unknown):
        return None
    version = versions.news(reading.page, vote)
    return Thing(
        title=reading.page.title,
        locale=reading.text_locale,
        path=address(reading.family.slug, reading.reader_locale),
        has_come=version is not None,
        replies=outcomes.replies(vote, version, reading.reader_locale) if version else (),
    )


def published(*, instance: Any, revision: Revision, **_kwargs: Any) -> None:
    """Wagtail has published a page: if that is another text, those who wait for it are told."""
    if not isinstance(instance, HelpPage) or instance.alias_of_id is not None:
        return
    with transaction.atomic():
        version = versions.published(instance, revision.pk, instance.last_published_at)
        if version and version.is_rewrite:
            _call(version)


def tell(version: Version, *, actor: Actor) -> int:
    """An editor says that a version answers its readers, however little it changed.

    Those who wait are told; returns how many. Raises PermissionDenied for who may not publish it.
    """
    if not actor.may("help.publish", version.page):
        raise PermissionDenied
    with transaction.atomic():
        Version.objects.filter(pk=version.pk).update(is_rewrite=True)
        return _call(version)


def forget(vote: Vote) -> None:
    """Nobody waits any more: it has helped."""
    asking.forget(NAME, name(vote))


def waits(votes: list[Vote]) -> set[int]:
    """Of these votes, by their numbers, those whose readers left an address; one query."""
    names = {name(vote): vote.pk for vote in votes}
    return {names[one] for one in counting.waiting(NAME, list(names))} if names else set()


def _call(version: Version) -> int:
    """Have all told who wait for this page, or who got it in place of one in their language."""
    code = version.page.locale.language_code
    lately = Vote.objects.filter(helpful=False, at__gt=timezone.now() - KEPT - timedelta(days=1))
    here = lately.seen_in([code]).filter(family=version.page.family_id)
    called = 0
    for some in batched(here.order_by("pk").only("pk").iterator(), _AT_ONCE):
        waiting = counting.waiting(NAME, [name(vote) for vote in some])
        called += sum(telling.call(NAME, one) for one in waiting)
    return called


def _mark(number: str) -> str:
    return salted_hmac("kb.feedback.rewriting", number, algorithm="sha256").hexdigest()[:_MARK]


OCCASION = Occasion(
    name=NAME,
    look=look,
    in_each_language=False,
    offer=_("Tell me when this text has been rewritten"),
    promise=_(
        "We write to you once when “%(title)s” has been rewritten. If we can answer your comment"
        " before, we do that, too."
    ),
    subject=_("Rewritten: %(title)s"),
    told=_(
        "You told us that “%(title)s” did not help. It has been rewritten. Read the new text, and"
        " then tell us whether it is better:"
    ),
    has_come=_("“%(title)s” has been rewritten since you said that it did not help."),
)
