"""Which posts wait for a moderator: what leads elsewhere, of an account that is new here.

An account is new on its first day, and until three of its posts are shown to everybody. Links to
the site's own pages are none. Staff and moderators never wait.
"""

from datetime import datetime, timedelta

from community.forum.models import Post
from portal.accounts.models import User
from portal.actors import Actor
from portal.text.links import links_elsewhere

NEW_FOR = timedelta(days=1)
SHOWN_POSTS = 3


def must_wait(
    actor: Actor, text: str, html: str, *, at: datetime, known: frozenset[str] = frozenset()
) -> bool:
    """Whether a text has to be looked at first; `known` are links that were let through before."""
    if not links_elsewhere(text, html) - known:
        return False
    account = actor.account
    return (
        account is not None and not actor.may("community.speak_as_staff") and is_new(account, at)
    )


def is_new(account: User, at: datetime) -> bool:
    """Whether an account has not been here for long, or has not shown much yet."""
    if account.date_joined > at - NEW_FOR:
        return True
    return Post.objects.by(account).shown()[:SHOWN_POSTS].count() < SHOWN_POSTS


def text_of(post: Post, title: str, body: str) -> str:
    """What is looked at of a text of this post: a question's title belongs to it."""
    return f"{title}\n{body}" if post.is_question else body
