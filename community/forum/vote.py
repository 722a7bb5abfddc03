"""A member found an answer helpful: one vote each, which can be taken back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum.models import Answer, AnswerVote
from community.forum.permissions import allow_voting
from portal.accounts.models import User
from portal.caching.generation import bump_generation


@transaction.atomic
def vote(*, answer: Answer, voter: User, at: datetime | None = None) -> Answer:
    """Count a member's vote, once. Raises NotAllowed."""
    answer = _locked(answer, voter)
    AnswerVote.objects.get_or_create(
        answer=answer, voter=voter, defaults={"created_at": at or timezone.now()}
    )
    return _count(answer)


@transaction.atomic
def withdraw(*, answer: Answer, voter: User) -> Answer:
    """Take a member's vote back. Raises NotAllowed."""
    answer = _locked(answer, voter)
    AnswerVote.objects.filter(answer=answer, voter=voter).delete()
    return _count(answer)


def _locked(answer: Answer, voter: User) -> Answer:
    answer = (
        Answer.objects.select_for_update(of=("self",)).select_related("thread").get(pk=answer.pk)
    )
    allow_voting(voter, answer)
    return answer


def _count(answer: Answer) -> Answer:
    answer.vote_count = answer.votes.count()
    answer.save(update_fields=["vote_count"])
    bump_generation()
    return answer
