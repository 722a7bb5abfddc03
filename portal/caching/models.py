"""Generations of what the public may read: a row for each area, changed with what it shows."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Generation(models.Model):
    """The number grows by one with each change; the stamp is never used twice.

    Pages are kept under the stamp: a change that is rolled back gives its number to the next
    change, but not its stamp.
    """

    number = models.PositiveBigIntegerField(default=0)
    stamp = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")

    def __str__(self) -> str:
        return str(self.number)
