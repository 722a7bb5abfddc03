"""What moderators did, to what, and why. Rows are only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models import Post, Thread

REASON_LENGTH = 500


class ModerationAction(models.Model):
    """One act of a moderator: on a post, on a thread as such, or on a member.

    What was done to all posts of a member at once is an act on the member; those on the single
    posts are its parts, each with the state before, so that it can be undone.
    """

    class Verb(models.TextChoices):
        HIDE = "hide", _("Hidden")
        SHOW = "show", _("Shown again")
        LOCK = "lock", _("Locked")
        UNLOCK = "unlock", _("Unlocked")
        MOVE = "move", _("Moved")
        DISMISS = "dismiss", _("Reports dismissed")
        APPROVE = "approve", _("Approved")
        REFUSE = "refuse", _("Refused")
        HIDE_ALL = "hide_all", _("All posts hidden")
        SHOW_ALL = "show_all", _("Posts shown again")
        SUSPEND = "suspend", _("Suspended")
        UNSUSPEND = "unsuspend", _("Suspension ended")

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="moderation_actions"
    )
    verb = models.CharField(max_length=10, choices=Verb.choices)
    thread = models.ForeignKey(
        Thread, models.CASCADE, null=True, blank=True, related_name="moderation_actions"
    )
    post = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, related_name="moderation_actions"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="moderated_by",
    )
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts"
    )
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH)
    before = models.CharField(_("before"), max_length=60, blank=True)
    after = models.CharField(_("after"), max_length=60, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("moderation action")
        verbose_name_plural = _("moderation actions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(thread__isnull=True, post__isnull=False, member__isnull=True)
                | models.Q(thread__isnull=False, post__isnull=True, member__isnull=True)
                | models.Q(thread__isnull=True, post__isnull=True, member__isnull=False),
                name="moderated_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.thread or self.post or self.member_id}"
