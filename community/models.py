"""All models of the community, for Django to find. Import them from their own rooms."""

from community.forum.models import (
    Category,
    Draft,
    Post,
    PostVote,
    Report,
    Revision,
    Thread,
)
from community.moderation.models import ModerationAction
from community.subscriptions.models import Following, Silence

__all__ = [
    "Category",
    "Draft",
    "Following",
    "ModerationAction",
    "Post",
    "PostVote",
    "Report",
    "Revision",
    "Silence",
    "Thread",
]
