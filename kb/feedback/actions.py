"""Voting. Sent twice, at once or again, it is still one vote."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from kb.feedback.models import Reason, Vote
from kb.models import Family
from search.indexing import record_change


def cast(
    *,
    family: Family,
    voter: str,
    helpful: bool,
    revision: Revision | None,
    reader_locale: str,
    text_locale: str,
    at: datetime | None = None,
) -> tuple[Vote, bool]:
    """Say yes or no, for the first time or otherwise than before; also whether that is news."""
    said = {
        "helpful": helpful,
        "revision": revision,
        "reader_locale": reader_locale,
        "text_locale": text_locale,
        "at": at or timezone.now(),
    }
    with transaction.atomic():
        vote, is_new = Vote.objects.select_for_update().get_or_create(
            family=family, voter=voter, defaults=said
        )
        is_news = is_new or vote.helpful != helpful
        if not is_new:
            for name, value in said.items():
                setattr(vote, name, value)
            if is_news:
                vote.reason = ""  # it was given for the contrary
            vote.save()
        if is_news:
            record_change("kb", family.slug)
    return vote, is_news


def explain(*, vote: Vote, reason: Reason | str, comment: str) -> Vote:
    """Add the reason and a comment to a vote."""
    vote.reason = str(reason)
    vote.comment = comment
    vote.full_clean(exclude=["family", "revision"])
    vote.save(update_fields=["reason", "comment"])
    return vote
