"""How often something was done, as rows that all processes share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """The uses in a window that the first use opened; the key is a keyed hash, never a person."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
