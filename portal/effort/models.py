"""Roll-ups of closed days. As long as the steps are kept, counting anew gives the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyFigure(models.Model):
    """One figure's numerator and denominator on one day for readers of one language."""

    day = models.DateField()
    figure = models.CharField(max_length=40)
    locale = models.CharField(max_length=12)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("daily figure")
        verbose_name_plural = _("daily figures")
        default_permissions = ()
        permissions = [("view_report", _("Can see the support-effort report"))]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "figure", "locale"], name="effort_one_figure_a_day_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.figure} {self.locale}: {self.numerator}/{self.denominator}"


class ClosedDay(models.Model):
    """A day whose figures are rolled up for good."""

    day = models.DateField(primary_key=True)
    # What its figures were counted from is no longer kept, or about to go.
    is_settled = models.BooleanField(db_default=False, default=False)
    # Whether nothing leads to its visits any more; days closed by older releases come to it later.
    is_forgotten = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.day)
