"""What the community keeps about a member. After erasure threads stay readable, without a name."""

from typing import Any

from community.forum.models import Answer, AnswerVote, Draft, Report, Thread
from portal.accounts.models import User
from portal.caching.generation import bump_generation


def export(user: User) -> dict[str, Any]:
    """Everything the member wrote and voted for, as JSON-ready data."""
    threads = Thread.objects.filter(author=user).order_by("pk")
    answers = Answer.objects.filter(author=user).order_by("pk")
    votes = AnswerVote.objects.filter(voter=user).order_by("pk")
    reports = Report.objects.filter(reporter=user).order_by("pk")
    drafts = Draft.objects.filter(owner=user).order_by("updated_at")
    return {
        "questions": [
            {"title": thread.title, "text": thread.body} | _about(thread) for thread in threads
        ],
        "answers": [
            {"question": answer.thread_id, "text": answer.body} | _about(answer)
            for answer in answers
        ],
        "votes": [{"answer": vote.answer_id, "at": vote.created_at.isoformat()} for vote in votes],
        "reports": [
            {
                "question": report.thread_id,
                "answer": report.answer_id,
                "reason": report.reason,
                "comment": report.comment,
                "at": report.created_at.isoformat(),
            }
            for report in reports
        ],
        "drafts": [{"title": draft.title, "text": draft.body} for draft in drafts],
    }


def _about(post: Thread | Answer) -> dict[str, Any]:
    return {
        "number": post.pk,
        "language": post.locale,
        "at": post.created_at.isoformat(),
        "hidden": post.hidden,
    }


def erase(user: User) -> None:
    """Part posts, votes and reports from their author; drafts and comments on reports go."""
    Thread.objects.filter(author=user).update(author=None, once=None)
    Answer.objects.filter(author=user).update(author=None, once=None)
    AnswerVote.objects.filter(voter=user).update(voter=None)
    Report.objects.filter(reporter=user).update(reporter=None, comment="")
    Draft.objects.filter(owner=user).delete()
    bump_generation()
