"""Keys for programs, and who is written to every week. Both go with their account."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import clock


class TokenQuerySet(models.QuerySet["ReportToken"]):
    """The words other code reads tokens with."""

    def valid(self, at: datetime) -> "TokenQuerySet":
        """Those whose time is not over."""
        return self.filter(expires_at__gt=at)


class ReportToken(models.Model):
    """A key with which a program reads what its account may export. Of the key only a hash."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="report_tokens"
    )
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    # The day alone: no more is needed to see that one is in use.
    used_on = models.DateField(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="feeds_token_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class WeeklyWish(models.Model):
    """Somebody wants the report's mail every week."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="weekly_wish"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("wish for the weekly mail")
        verbose_name_plural = _("wishes for the weekly mail")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.account_id}"


class SentQuerySet(models.QuerySet["WeeklySent"]):
    """The words other code reads with what was sent."""

    def told(self, at: datetime) -> "SentQuerySet":
        """The weeks that were told when they were over."""
        return self.filter(written_at__lte=at + clock.SKEW)

    def early(self, at: datetime) -> "SentQuerySet":
        """The others: by a clock that ran ahead, if it is not this one that is behind."""
        return self.filter(written_at__gt=at + clock.SKEW)


class WeeklySent(models.Model):
    """The mail of a week, which is named by its Monday, was written to an account: only once."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="weekly_sent"
    )
    week = models.DateField(db_index=True)
    written_at = models.DateTimeField(default=timezone.now)

    objects = SentQuerySet.as_manager()

    class Meta:
        verbose_name = _("weekly mail that was written")
        verbose_name_plural = _("weekly mails that were written")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "week"], name="feeds_one_mail_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.week}"
