"""What the page of a thread offers to do: asked once for all posts that no rule tells apart.

The rules of `community.policy` ask of a post whose it is, how it stands and in which thread; so
one answer of somebody else that everybody reads is asked about in the place of all of them.
"""

from datetime import datetime

from community.forum.models import Post, Thread
from portal.actors import Actor

_OWN = ("edit", "withdraw", "restore")
_OFFERED = {
    Post.Kind.QUESTION: ("report", *_OWN),
    Post.Kind.ANSWER: ("vote", "report", *_OWN),
}


class Offered:
    """What one reader may do in a thread."""

    def __init__(self, actor: Actor, thread: Thread) -> None:
        account = actor.account
        self._actor, self._thread = actor, thread
        self._known: dict[tuple[str, bool, str, datetime | None], frozenset[str]] = {}
        self.account = None if account is None else account.pk
        self.is_moderator = actor.may("community.moderate", thread)
        self.may_settle = actor.may("community.settle", thread)
        self.may_follow = actor.may("community.follow", thread)

    def owns(self, author: int | None) -> bool:
        """Whether what this account wrote is the reader's own."""
        return author is not None and author == self.account

    def with_post(
        self, kind: str, author: int | None, state: str, withdrawn_at: datetime | None
    ) -> frozenset[str]:
        """What the reader may do with a post, of these verbs that its page has a button for."""
        alike = kind, self.owns(author), state, withdrawn_at
        if (known := self._known.get(alike)) is None:
            known = self._known[alike] = self._ask(*alike)
        return known

    def _ask(
        self, kind: str, is_own: bool, state: str, withdrawn_at: datetime | None
    ) -> frozenset[str]:
        post = Post(
            thread=self._thread,
            kind=kind,
            author_id=self.account if is_own else None,
            state=state,
            withdrawn_at=withdrawn_at,
        )
        offered = _OFFERED[Post.Kind(kind)]
        return frozenset(verb for verb in offered if self._actor.may(f"community.{verb}", post))
