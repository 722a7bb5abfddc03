"""Who is told what of what happens: in its transaction, once, and nobody of what is out of sight.

Called by community.receivers for the events of the forum and of moderation.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from community.forum.models import Post
from community.subscriptions import letters
from community.subscriptions.letters import Letter
from community.subscriptions.models import Following, Silence
from portal.accounts.models import User
from portal.limits.spending import may_write_to
from portal.mail import outbox

_OF_ANSWERS = (letters.ANSWERED, letters.FOLLOWED, letters.ACCEPTED, letters.SOLVED)
NEWS_FOR = timedelta(days=1)
"""What happened longer ago was moved in from elsewhere, and is no news."""


def answered(post: Post, at: datetime) -> None:
    """Tell who asked, and who follows, of an answer that everybody can read now."""
    asker = post.thread.author
    if post.is_question or not post.is_shown or post.thread.hidden or not _is_news(at):
        return
    if asker and asker.pk != post.author_id:
        _write(letters.ANSWERED, asker, post)
    _write_to_followers(letters.FOLLOWED, post)


def accepted(post: Post, at: datetime, by: User | None) -> None:
    """Tell who answered that this was the solution, and who follows; not who said so."""
    author = post.author
    if not post.is_shown or post.thread.hidden or not _is_news(at):
        return
    if author and author != by:
        _write(letters.ACCEPTED, author, post)
    _write_to_followers(letters.SOLVED, post, but=by)


def approved(post: Post, at: datetime) -> None:
    """Tell the author that a post which was held is published, and the asker of an answer."""
    if post.author and post.author.is_active:
        letters.about_post(letters.APPROVED, post.author, post)
    answered(post, at)


def refused(post: Post, reason: str) -> None:
    """Tell the author that a post which was held is not published, and why."""
    if post.author and post.author.is_active:
        letters.about_post(letters.REFUSED, post.author, post, reason=reason)


def edit_approved(post: Post) -> None:
    """Tell the author that the new text of a post is published."""
    if post.author and post.author.is_active:
        letters.about_post(letters.APPROVED, post.author, post)


def edit_refused(post: Post, reason: str) -> None:
    """Tell the author that the new text of a post is not published, and why."""
    if post.author and post.author.is_active:
        letters.about_post(letters.EDIT_REFUSED, post.author, post, reason=reason)


def suspended(member: User, reason: str) -> None:
    """Tell a member what a suspension means, and why it was made."""
    if member.is_active:
        letters.to_member(letters.SUSPENDED, member, reason=reason)


def out_of_sight(post: Post) -> None:
    """What is hidden or withdrawn is not told any more, as far as the mail has not gone."""
    told = (*_OF_ANSWERS, letters.APPROVED)
    outbox.take_back(*(letters.kind_of(letter, post) for letter in told))


def _write_to_followers(letter: Letter, post: Post, but: User | None = None) -> None:
    """Not to its author, who is not told of their own."""
    following = Following.objects.in_force().filter(thread=post.thread_id).order_by("pk")
    for one in following.select_related("member"):
        if one.member_id not in {post.author_id, post.thread.author_id, but and but.pk}:
            _write(letter, one.member, post)


def _write(letter: Letter, to: User, post: Post) -> None:
    if not to.is_active or Silence.objects.keeps(to, post.thread):
        return
    if letters.was_sent(letter, to, post):
        return
    if may_write_to(f"{to.pk} {post.thread_id}", "answer"):
        letters.about_post(letter, to, post)


def _is_news(at: datetime) -> bool:
    return at > timezone.now() - NEWS_FOR
