"""Categories, threads, their posts, votes, reports, and questions on their way."""

from community.forum.models.categories import Category, Place
from community.forum.models.drafts import Draft
from community.forum.models.posts import Post
from community.forum.models.reports import Report
from community.forum.models.threads import Thread
from community.forum.models.votes import PostVote

__all__ = ["Category", "Draft", "Place", "Post", "PostVote", "Report", "Thread"]
