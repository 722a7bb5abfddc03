"""Who was reminded when, and who wants no reminders."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reminders(models.Model):
    """The reminders of one account: without a row, or without a time, they are wanted.

    `week` is the Monday of the last one.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders"
    )
    week = models.DateField(null=True)
    stopped_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reminders of reviews")
        verbose_name_plural = _("reminders of reviews")
        default_permissions = ()
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.account_id}"
