"""Categories, threads, answers, votes, reports, and questions on their way."""

from community.forum.models.answers import Answer, AnswerVote
from community.forum.models.categories import Category
from community.forum.models.drafts import Draft
from community.forum.models.reports import Report
from community.forum.models.threads import Thread

__all__ = ["Answer", "AnswerVote", "Category", "Draft", "Report", "Thread"]
