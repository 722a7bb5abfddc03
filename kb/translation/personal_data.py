"""The reviews that somebody asked for, or answered with words, and what they said of texts."""

from typing import Any

from django.db.models import Q
from wagtail.models import Comment, CommentReply

from kb.models import Review
from portal.accounts.models import User


def export(user: User) -> list[dict[str, Any]]:
    """Of both, as JSON-ready data; the words are those of who sent the text back."""
    own = Review.objects.filter(Q(asked_by=user) | Q(sent_back_by=user)).order_by("pk")
    return [
        {
            "article": review.page.family.slug,
            "language": review.page.locale.language_code,
            "asked_at": review.asked_at.isoformat(),
            "words": review.words if review.sent_back_by_id == user.pk else "",
        }
        for review in own.select_related("page__family", "page__locale")
    ]


def erase(user: User) -> None:
    """The text still waits, or is still to be mended: for nobody in particular."""
    Review.objects.filter(asked_by=user).update(asked_by=None)
    Review.objects.filter(sent_back_by=user).update(sent_back_by=None)


def export_comments(user: User) -> list[dict[str, Any]]:
    """What they said beside texts, at the desk or in the editor, as JSON-ready data."""
    comments = Comment.objects.filter(user=user).values_list("page", "created_at", "text")
    replies = CommentReply.objects.filter(user=user)
    said = [*comments, *replies.values_list("comment__page", "created_at", "text")]
    return [
        {"page": page, "at": at.isoformat(), "text": text}
        for page, at, text in sorted(said, key=lambda one: one[1])
    ]


def erase_comments(user: User) -> None:
    """With the answers to them: they are about what was said."""
    Comment.objects.filter(user=user).delete()
    CommentReply.objects.filter(user=user).delete()
