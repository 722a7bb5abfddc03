"""What the community keeps about a member. After erasure threads stay readable, without a name."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from community.forum.models import Draft, HeldEdit, Post, PostVote, Report, Revision, Thread
from community.forum.state import with_locked_thread
from community.forum.withdrawal import empty
from community.search_source import SOURCE
from community.subscriptions.models import Following, Silence
from portal.accounts.models import User
from portal.caching.areas import Area
from portal.caching.generation import bump_generation
from search.index.changes import record_change


def export(user: User) -> dict[str, Any]:
    """Everything the member wrote and voted for, as JSON-ready data."""
    posts = Post.objects.filter(author=user).select_related("thread", "held_edit").order_by("pk")
    posts = posts.prefetch_related("revisions")
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
        "suspended": user.suspended_at.isoformat() if user.suspended_at else None,
        "follows": [
            {"question": one.thread_id, "since": one.since.isoformat()}
            for one in Following.objects.filter(member=user).order_by("pk")
        ],
        "no_mails_about": [
            {"question": silence.thread_id, "since": silence.since.isoformat()}
            for silence in Silence.objects.filter(member=user).order_by("pk")
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
        "state": post.state,
        "earlier": [
            {"title": one.title, "text": one.body, "until": one.replaced_at.isoformat()}
            for one in sorted(post.revisions.all(), key=lambda one: one.number)
        ],
        "waiting": _waiting(post),
    }


def _waiting(post: Post) -> dict[str, str] | None:
    """A new text of a post that a moderator has not looked at yet."""
    edit = getattr(post, "held_edit", None)
    return {"title": edit.title, "text": edit.body} if edit else None


def erase(user: User) -> None:
    """Part posts, votes and reports from their author.

    Drafts, earlier texts and comments on reports go, and so does what was just withdrawn or has
    never been published. What others have answered stays, without the question.
    """
    _forget_unread(user)
    Revision.objects.filter(post__author=user).delete()
    HeldEdit.objects.filter(post__author=user).delete()
    Silence.objects.filter(member=user).delete()
    Following.objects.filter(member=user).delete()
    Thread.objects.filter(author=user).update(author=None)
    Post.objects.filter(author=user).update(author=None, idempotency_key=None)
    PostVote.objects.filter(voter=user).update(voter=None)
    Report.objects.filter(reporter=user).update(reporter=None, comment="")
    Draft.objects.filter(owner=user).delete()
    bump_generation(Area.COMMUNITY)


def _forget_unread(user: User) -> None:
    unread = Post.objects.filter(author=user, state__in=[Post.State.HELD, Post.State.WITHDRAWN])
    by_others = Post.objects.filter(~Q(author=user), thread=OuterRef("thread"))
    alone = unread.questions().filter(~Exists(by_others), thread__hidden=True)
    Thread.objects.filter(pk__in=alone.values("thread")).delete()
    unread.answers().delete()
    for question in unread.questions():
        empty(with_locked_thread(question), timezone.now())
        record_change(SOURCE, str(question.thread_id))
