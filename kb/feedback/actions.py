"""Voting. Sent twice, at once or again, it is still one vote."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Revision

from kb.feedback.models import Reason, Vote
from kb.models import Family
from portal.journal.shares import LeftOut
from search.indexing import record_change


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
) -> tuple[Vote, bool]:
    """Say yes or no, for the first time or otherwise than before; also whether that is news.

    `network` is the key of the voter's network on that day; `uncounted` says why the vote is in no
    rate, if it is not. A first one for which there is no room is answered alike, without a row.
    """
    said = {
        "helpful": helpful,
        "revision": revision,
        "reader_locale": reader_locale,
        "text_locale": text_locale,
        "network": network,
        "uncounted": uncounted,
        "at": at or timezone.now(),
    }
    votes = Vote.objects.select_for_update()
    with transaction.atomic():
        vote, is_new = votes.filter(family=family, voter=voter).first(), False
        if vote is None:
            if not has_room():
                return Vote(family=family, voter=voter, **said), True
            vote, is_new = votes.get_or_create(family=family, voter=voter, defaults=said)
        is_news = is_new or vote.helpful != helpful
        is_ranked_anew = is_news or vote.uncounted != uncounted
        if not is_new:
            for name, value in said.items():
                setattr(vote, name, value)
            if is_news:
                vote.reason = ""  # it was given for the contrary
            vote.save()
        if is_ranked_anew:
            record_change("kb", family.slug)
    return vote, is_news


def explain(*, vote: Vote, reason: Reason | str, comment: str) -> Vote:
    """Add the reason and a comment to a vote, if it is kept."""
    vote.reason = str(reason)
    vote.comment = comment
    if vote._state.adding:
        return vote
    vote.full_clean(exclude=["family", "revision"])
    vote.save(update_fields=["reason", "comment"])
    return vote


def leave_out(votes: QuerySet[Vote], why: str) -> None:
    """Say of votes that they lie beyond a share, or (why is empty) that they do not.

    Those that are in no rate for whoever gave them stay so. Search asks again.
    """
    changed = votes.filter(uncounted__in=["", LeftOut.SHARE]).exclude(uncounted=why)
    for slug in sorted(set(changed.values_list("family__slug", flat=True))):
        record_change("kb", slug)
    changed.update(uncounted=why)


def forget_networks(start: datetime, end: datetime) -> None:
    """Empty the networks of the votes from `start` up to, and without, `end`."""
    Vote.objects.filter(at__gte=start, at__lt=end).exclude(network="").update(network="")
