"""Votes, the versions they were about, and what became of them."""

from kb.feedback.models.closings import LONGEST_ANSWER, Closing
from kb.feedback.models.outcomes import Outcome
from kb.feedback.models.versions import Version
from kb.feedback.models.votes import LONGEST_COMMENT, REASONS, Reason, Vote, VoteQuerySet

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_COMMENT",
    "REASONS",
    "Closing",
    "Outcome",
    "Reason",
    "Version",
    "Vote",
    "VoteQuerySet",
]
