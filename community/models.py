"""All models of the community, for Django to find. Import them from their own rooms."""

from community.forum.models import (
    Answer,
    AnswerVote,
    Category,
    Draft,
    Report,
    Thread,
)
from community.moderation.models import ModerationAction

__all__ = [
    "Answer",
    "AnswerVote",
    "Category",
    "Draft",
    "ModerationAction",
    "Report",
    "Thread",
]
