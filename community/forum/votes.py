"""A member found an answer helpful: one vote each, which can be taken back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Post, PostVote
from community.policy import require
from portal.actors import Actor


@transaction.atomic
def cast_vote(*, actor: Actor, answer: Post, at: datetime | None = None) -> Post:
    """Count a member's vote, once. Raises NotAllowed."""
    answer = _locked(actor, answer)
    at = at or timezone.now()
    _vote, is_new = PostVote.objects.get_or_create(
        post=answer, voter=actor.account, defaults={"created_at": at}
    )
    if is_new:
        _count(answer)
        events.voted.send(Post, post=answer, actor=actor, at=at)
    return answer


@transaction.atomic
def withdraw_vote(*, actor: Actor, answer: Post, at: datetime | None = None) -> Post:
    """Take a member's vote back. Raises NotAllowed."""
    answer = _locked(actor, answer)
    if PostVote.objects.filter(post=answer, voter=actor.account).delete()[0]:
        _count(answer)
        events.vote_withdrawn.send(Post, post=answer, actor=actor, at=at or timezone.now())
    return answer


def _locked(actor: Actor, answer: Post) -> Post:
    """The answer as it is now, its own row locked: votes wait for no other answer's."""
    answers = Post.objects.answers().select_for_update(of=("self",)).select_related("thread")
    answer = answers.get(pk=answer.pk)
    require(actor, "vote", answer)
    return answer


def _count(answer: Post) -> None:
    answer.vote_count = answer.votes.count()
    answer.save(update_fields=["vote_count"])
