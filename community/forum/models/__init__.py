"""Categories, threads, their posts and earlier texts, votes, reports, and drafts."""

from community.forum.models.categories import Category, Place
from community.forum.models.drafts import Draft
from community.forum.models.held_edits import HeldEdit
from community.forum.models.posts import Post
from community.forum.models.reports import Report
from community.forum.models.revisions import Revision
from community.forum.models.threads import Thread
from community.forum.models.votes import PostVote

__all__ = [
    "Category",
    "Draft",
    "HeldEdit",
    "Place",
    "Post",
    "PostVote",
    "Report",
    "Revision",
    "Thread",
]
