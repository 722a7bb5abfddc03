"""What we keep about a member: the votes and comments given while signed in."""

from typing import Any

from kb.feedback import voters
from kb.feedback.models import Vote
from portal.accounts.models import User


def export(user: User) -> list[dict[str, Any]]:
    votes = Vote.objects.filter(voter=voters.account(user.pk)).select_related("family")
    return [
        {
            "article": vote.family.slug,
            "helpful": vote.helpful,
            "reason": vote.reason,
            "comment": vote.comment,
            "language": vote.reader_locale,
            "at": vote.at.isoformat(),
        }
        for vote in votes
    ]


def erase(user: User) -> None:
    """Votes stay, as nobody's: the figures must not change. What was written goes."""
    for vote in Vote.objects.filter(voter=voters.account(user.pk)):
        vote.voter, vote.comment = voters.nobody(), ""
        vote.save(update_fields=["voter", "comment"])
