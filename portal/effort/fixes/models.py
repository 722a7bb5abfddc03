"""What was said of each fix on a closed day: sums, of nobody."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class FixDayQuerySet(models.QuerySet["FixDay"]):
    """The words other code asks for these sums with."""

    def of_days(self, first: date, last: date) -> Self:
        return self.filter(day__gte=first, day__lte=last)


class FixDay(models.Model):
    """In how many visits of readers of one language a fix was shown, and what they said of it.

    What a visit says last counts. It `stopped` at the last fix that it was shown, if it said
    nothing of it and none had worked.
    """

    day = models.DateField()
    # The ids of the article and of the fix's block.
    family = models.CharField(max_length=255)
    fix = models.CharField(max_length=36)
    locale = models.CharField(max_length=12)
    shown = models.PositiveIntegerField()
    worked = models.PositiveIntegerField(default=0)
    did_not = models.PositiveIntegerField(default=0)
    cannot = models.PositiveIntegerField(default=0)
    stopped = models.PositiveIntegerField(default=0)

    objects = FixDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("fix on a day")
        verbose_name_plural = _("fixes on days")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["family", "day", "fix", "locale"], name="effort_one_sum_of_a_fix_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.family}#{self.fix} {self.locale}: {self.shown}"
