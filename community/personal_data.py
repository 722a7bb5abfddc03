"""What the community keeps about a member. After erasure threads stay readable, without a name."""

from typing import Any

from community.forum.models import Draft, Post, PostVote, Report, Thread
from portal.accounts.models import User
from portal.caching.generation import bump_generation


def export(user: User) -> dict[str, Any]:
    """Everything the member wrote and voted for, as JSON-ready data."""
    posts = Post.objects.filter(author=user).select_related("thread").order_by("pk")
    votes = PostVote.objects.filter(voter=user).order_by("pk")
    reports = Report.objects.filter(reporter=user).select_related("post").order_by("pk")
    drafts = Draft.objects.filter(owner=user).order_by("updated_at")
    return {
        "questions": [
            {"title": post.thread.title, "text": post.body} | _about(post, post.thread_id)
            for post in posts.questions()
        ],
        "answers": [
            {"question": post.thread_id, "text": post.body} | _about(post, post.pk)
            for post in posts.answers()
        ],
        "votes": [{"answer": vote.post_id, "at": vote.created_at.isoformat()} for vote in votes],
        "reports": [
            {
                "question": report.post.thread_id,
                "answer": None if report.post.is_question else report.post_id,
                "reason": report.reason,
                "comment": report.comment,
                "at": report.created_at.isoformat(),
            }
            for report in reports
        ],
        "drafts": [{"title": draft.title, "text": draft.body} for draft in drafts],
    }


def _about(post: Post, number: int) -> dict[str, Any]:
    """What is said of each post; a question is known by the number of its thread."""
    return {
        "number": number,
        "language": post.locale,
        "at": post.created_at.isoformat(),
        "hidden": post.is_hidden,
    }


def erase(user: User) -> None:
    """Part posts, votes and reports from their author; drafts and comments on reports go."""
    Thread.objects.filter(author=user).update(author=None)
    Post.objects.filter(author=user).update(author=None, idempotency_key=None)
    PostVote.objects.filter(voter=user).update(voter=None)
    Report.objects.filter(reporter=user).update(reporter=None, comment="")
    Draft.objects.filter(owner=user).delete()
    bump_generation()
