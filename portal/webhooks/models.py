"""What other tools are told, each a row until it is; and what they have told us already."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.jobs.rows import DueRow


class Delivery(DueRow):
    """A message to be told, or told. Id and body are the same, however often it is tried."""

    max_attempts: ClassVar[int] = 18  # Two days of a receiver that does not answer.
    longest_delay: ClassVar[timedelta] = timedelta(hours=6)

    webhook_id = models.CharField(max_length=40, unique=True)
    created_at = models.DateTimeField()
    event = models.CharField(max_length=40)
    # By which it is erased; see portal.mail.keys.
    whose = models.CharField(max_length=60, db_index=True)
    body = models.TextField()

    class Meta(DueRow.Meta):
        abstract = False
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(finished_at__isnull=True),
                name="webhook_delivery_due",
            ),
            models.Index(fields=["finished_at"], name="webhook_delivery_told"),
            models.Index(fields=["created_at"], name="webhook_delivery_created"),
        ]
        verbose_name = _("webhook to be delivered")
        verbose_name_plural = _("webhooks to be delivered")

    def __str__(self) -> str:
        return self.webhook_id


class Taken(models.Model):
    """A message that we were told and have acted upon: told again, it changes nothing."""

    webhook_id = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("webhook that was taken")
        verbose_name_plural = _("webhooks that were taken")

    def __str__(self) -> str:
        return self.webhook_id
