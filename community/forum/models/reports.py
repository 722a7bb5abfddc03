"""What members tell moderators about a post: one report for each member and post."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models.posts import Post

COMMENT_LENGTH = 500


class ReportQuerySet(models.QuerySet["Report"]):
    """Words for reading reports."""

    def open(self) -> "ReportQuerySet":
        """Those that nobody has dealt with, oldest first."""
        return self.filter(closed_at__isnull=True).order_by("created_at", "pk")


class Report(models.Model):
    """A member's wish that a moderator look at a post."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("Spam or advertising")
        ABUSE = "abuse", _("Insulting or threatening")
        PERSONAL = "personal", _("Shows personal data")
        WRONG = "wrong", _("Wrong or dangerous advice")
        PLACE = "place", _("In the wrong category or language")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        ACTED = "acted", _("A moderator acted")
        DISMISSED = "dismissed", _("Nothing to do")

    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reports"
    )
    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    comment = models.CharField(_("comment"), max_length=COMMENT_LENGTH, blank=True)
    created_at = models.DateTimeField(_("reported"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "post"], name="one_report_for_each_member_and_post"
            ),
        ]
        indexes = [models.Index(fields=["closed_at", "created_at"], name="report_queue")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.pk})"
