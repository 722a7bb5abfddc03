"""Who is told of answers: whoever asked and whoever follows, unless they want no mails."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models import Thread
from portal.accounts.models import User


class SilenceQuerySet(models.QuerySet["Silence"]):
    """Words for asking who wants no mails."""

    def keeps(self, member: User, thread: Thread) -> bool:
        """Whether a member wants no mails about a thread, or about none."""
        return self.filter(Q(thread=thread) | Q(thread=None), member=member).exists()


class FollowingQuerySet(models.QuerySet["Following"]):
    """Words for asking who follows what."""

    def in_force(self) -> Self:
        """Those that were not ended by the link in a mail."""
        ended = Silence.objects.filter(member=OuterRef("member"), thread=OuterRef("thread"))
        return self.exclude(Exists(ended))

    def by(self, member: User) -> Self:
        """What a member follows, the latest first."""
        return self.in_force().filter(member=member).order_by("-since", "-pk")


class Following(models.Model):
    """A member is told of answers to a question of somebody else."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="community_followings"
    )
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="followings")
    since = models.DateTimeField(default=timezone.now)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("question that is followed")
        verbose_name_plural = _("questions that are followed")
        constraints = [
            models.UniqueConstraint(fields=["member", "thread"], name="one_following_of_a_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.thread_id}"


class Silence(models.Model):
    """A member wants no mails about a thread or (without one) about any."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="community_silences"
    )
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="silences")
    since = models.DateTimeField(default=timezone.now)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish for no mails")
        verbose_name_plural = _("wishes for no mails")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "thread"],
                condition=Q(thread__isnull=False),
                name="one_silence_about_a_thread",
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(thread__isnull=True), name="one_silence_about_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.thread_id or '*'}"
