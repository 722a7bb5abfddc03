"""All models of the community, for Django to find. Import them from their own rooms."""

from community.forum.models import (
    Category,
    Draft,
    Post,
    PostVote,
    Report,
    Thread,
)
from community.moderation.models import ModerationAction

__all__ = [
    "Category",
    "Draft",
    "ModerationAction",
    "Post",
    "PostVote",
    "Report",
    "Thread",
]
