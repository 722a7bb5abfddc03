"""A text is finished by one and published by another, who may send it back with words."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kb.models import HelpPage, Review
from kb.translation import currency
from portal.actors import Actor


def ask(page: HelpPage, *, actor: Actor) -> Review:
    """Ask publishers to read it; raises PermissionDenied. Asking again changes nothing."""
    if not actor.may("help.ask_for_review", page):
        raise PermissionDenied
    with transaction.atomic():
        review = _asked(page, actor)
        currency.keep([page.family_id])
    return review


def _asked(page: HelpPage, actor: Actor) -> Review:
    asked = {"asked_by": actor.account, "asked_at": timezone.now()}
    anew = {"sent_back_by": None, "sent_back_at": None, "words": ""}
    review, is_new = Review.objects.get_or_create(page=page, defaults=asked)
    if not is_new:
        sent_back = Review.objects.sent_back().filter(pk=review.pk)
        sent_back.update(**asked, **anew)
        review.refresh_from_db()
    return review


def send_back(review: Review, words: str, *, actor: Actor) -> None:
    """Say what is to be mended first; raises PermissionDenied."""
    if not actor.may("help.publish", review.page):
        raise PermissionDenied
    with transaction.atomic():
        Review.objects.waiting().filter(pk=review.pk).update(
            sent_back_by=actor.account, sent_back_at=timezone.now(), words=words
        )
        currency.keep([review.page.family_id])


def end(*, instance: Any, **_kwargs: Any) -> None:
    """Readers see it: there is nothing to decide any more."""
    with transaction.atomic():
        ended, _by_model = Review.objects.filter(page=instance.pk).delete()
        if ended:
            currency.keep([instance.family_id])
