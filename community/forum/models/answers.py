"""Answers and the votes on them.

One answer of a thread at most is accepted, and one vote stands for each member and answer: both
are rules of the database.
"""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models.threads import MODERATE, Thread
from portal import locales
from portal.accounts.models import User


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Words for reading answers."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see, if they may see the thread."""
        return self if user.has_perm(MODERATE) else self.filter(hidden=False)

    def in_reading_order(self) -> Self:
        """The accepted one first, then as the conversation went."""
        accepted = models.Case(
            models.When(accepted_at__isnull=False, then=0),
            default=1,
            output_field=models.IntegerField(),
        )
        return self.order_by(accepted, "created_at", "pk")


class Answer(models.Model):
    """What somebody answered in a thread."""

    thread = models.ForeignKey(
        Thread, models.CASCADE, related_name="answers", verbose_name=_("thread")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="answers",
        verbose_name=_("author"),
    )
    by_staff = models.BooleanField(
        _("by staff"), default=False, help_text=_("As it was when the answer was written.")
    )
    locale = models.CharField(
        _("language"),
        max_length=10,
        choices=[(locale.code, locale.name) for locale in locales.INTERFACE],
    )
    body = models.TextField(_("text"))
    body_html = models.TextField(editable=False)
    policy = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("answered"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    vote_count = models.PositiveIntegerField(_("votes"), default=0, editable=False)
    hidden = models.BooleanField(_("hidden"), default=False)
    once = models.UUIDField(null=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["thread"],
                condition=models.Q(accepted_at__isnull=False),
                name="one_accepted_answer_in_a_thread",
            ),
            models.UniqueConstraint(
                fields=["author", "once"], name="answer_posted_once_from_a_form"
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "created_at", "id"], name="answer_in_thread"),
        ]

    def __str__(self) -> str:
        return self.body[:80]

    @property
    def direction(self) -> str:
        """The writing direction of the answer's language."""
        return locales.direction(self.locale)


class AnswerVote(models.Model):
    """A member found an answer helpful. Without a voter: the member's account was erased."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="votes")
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="answer_votes"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vote on an answer")
        verbose_name_plural = _("votes on answers")
        constraints = [
            models.UniqueConstraint(fields=["answer", "voter"], name="one_vote_for_each_member"),
        ]

    def __str__(self) -> str:
        return f"{self.voter_id} → {self.answer_id}"
