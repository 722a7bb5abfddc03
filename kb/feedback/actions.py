"""Voting. Sent twice, at once or again, it is still one vote."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Revision

from kb.feedback import rewriting, versions
from kb.feedback.models import Closing, Reason, Vote
from kb.models import Family
from portal.journal import days
from portal.journal.shares import Exclusion
from search.index.changes import record_change


class News(StrEnum):
    """Whether a vote says something that was not known: what is none is false."""

    NONE = ""
    FIRST = "first"
    # Otherwise than before: on the same day it takes the place of that, on a later one it is new.
    CORRECTED = "corrected"
    CHANGED = "changed"


def cast(
    *,
    family: Family,
    voter: str,
    helpful: bool,
    revision: Revision | None,
    reader_locale: str,
    text_locale: str,
    network: str = "",
    uncounted: str = "",
    has_room: Callable[[], bool] = lambda: True,
    at: datetime | None = None,
) -> tuple[Vote, News]:
    """Say yes or no, for the first time or otherwise than before; also which of these it is.

    `network` is the key of the voter's network on that day; `uncounted` says why the vote is in no
    rate, if it is not. A first one for which there is no room is answered alike, without a row.
    """
    at = at or timezone.now()
    said = {
        "helpful": helpful,
        "revision": revision,
        "version": versions.of(revision),
        "reader_locale": reader_locale,
        "text_locale": text_locale,
        "network": network,
        "uncounted": uncounted,
        "at": at,
    }
    votes = Vote.objects.select_for_update()
    with transaction.atomic():
        vote, is_new = votes.filter(family=family, voter=voter).first(), False
        if vote is None:
            if not has_room():
                return Vote(family=family, voter=voter, **said), News.FIRST
            vote, is_new = votes.get_or_create(family=family, voter=voter, defaults=said)
        news = News.FIRST if is_new else _news(vote, helpful, at)
        is_ranked_anew = news or vote.uncounted != uncounted
        if not is_new:
            for name, value in said.items():
                setattr(vote, name, value)
            if news:
                vote.reason = ""  # it was given for the contrary
            vote.save()
            if news and helpful:
                rewriting.forget(vote)
        if is_ranked_anew:
            record_change("kb", family.slug)
    return vote, news


def _news(vote: Vote, helpful: bool, at: datetime) -> News:
    if vote.helpful == helpful:
        return News.NONE
    return News.CORRECTED if days.day_of(vote.at) == days.day_of(at) else News.CHANGED


def explain(*, vote: Vote, reason: Reason | str, comment: str) -> Vote:
    """Add the reason and a comment to a vote, if it is kept. Other words are to be dealt with."""
    is_news = vote.comment != comment
    vote.reason = str(reason)
    vote.comment = comment
    if vote._state.adding:
        return vote
    vote.full_clean(exclude=["family", "revision", "version"])
    vote.save(update_fields=["reason", "comment"])
    if is_news:
        Closing.objects.filter(vote=vote).delete()
    return vote


def leave_out(votes: QuerySet[Vote], why: str) -> None:
    """Say of votes that they lie beyond a share, or (why is empty) that they do not.

    Those that are in no rate for whoever gave them stay so. Search asks again.
    """
    changed = votes.filter(uncounted__in=["", Exclusion.SHARE]).exclude(uncounted=why)
    for slug in sorted(set(changed.values_list("family__slug", flat=True))):
        record_change("kb", slug)
    changed.update(uncounted=why)


def forget_networks(start: datetime, end: datetime) -> None:
    """Empty the networks of the votes from `start` up to, and without, `end`."""
    Vote.objects.filter(at__gte=start, at__lt=end).exclude(network="").update(network="")
