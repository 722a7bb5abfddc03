"""What we keep about a member: votes and comments given while signed in, comments dealt with."""

from typing import Any

from kb.feedback import rewriting, voters
from kb.feedback.models import Closing, Vote
from portal.accounts.models import User


def export(user: User) -> list[dict[str, Any]]:
    votes = Vote.objects.filter(voter=voters.account(user.pk))
    votes = votes.select_related("family", "version").prefetch_related("outcomes")
    return [
        {
            "article": vote.family.slug,
            "version": vote.version.number if vote.version else None,
            "helpful": vote.helpful,
            "reason": vote.reason,
            "comment": vote.comment,
            "language": vote.reader_locale,
            "at": vote.at.isoformat(),
            "of_later_versions": [one.said for one in vote.outcomes.all()],
        }
        for vote in votes
    ]


def export_dealt_with(user: User) -> list[dict[str, Any]]:
    """The comments of readers that somebody who works here has dealt with."""
    closings = Closing.objects.filter(by=user).select_related("vote__family").order_by("pk")
    return [
        {"article": one.vote.family.slug, "answer": one.answer, "at": one.at.isoformat()}
        for one in closings
    ]


def erase(user: User) -> None:
    """Votes stay, as nobody's: the figures must not change. What was written goes."""
    votes = Vote.objects.filter(voter=voters.account(user.pk))
    Closing.objects.filter(vote__in=votes).delete()
    for vote in votes:
        rewriting.forget(vote)
        vote.voter, vote.comment = voters.nobody(), ""
        vote.save(update_fields=["voter", "comment"])


def erase_dealt_with(user: User) -> None:
    """What was done stays, and not who did it."""
    Closing.objects.filter(by=user).update(by=None)
