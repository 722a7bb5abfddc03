"""What each engine was sent in a month: by this its cost is bounded."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Spent(models.Model):
    """How many characters an engine was sent in a month, which is named by its first day."""

    engine = models.CharField(_("engine"), max_length=20)
    month = models.DateField(_("month"))
    characters = models.PositiveBigIntegerField(_("characters"), default=0)

    class Meta:
        verbose_name = _("characters sent to a translation engine")
        verbose_name_plural = _("characters sent to translation engines")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["engine", "month"], name="machine_translation_spent_once_a_month"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="machine_translation_month_by_its_first_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.month}: {self.characters}"
