"""Which searches may be suggested to others."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class PastQuery(models.Model):
    """A search that may be suggested to others; `past_queries`, beside this, alone writes it."""

    locale = models.CharField(max_length=12)
    # Its words, folded: what typed beginnings are compared with.
    normal = models.CharField(max_length=200)
    text = models.CharField(max_length=200)
    visits = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("suggested search")
        verbose_name_plural = _("suggested searches")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locale", "normal"], name="search_past_query_once")
        ]

    def __str__(self) -> str:
        return f"{self.locale}: {self.text}"
