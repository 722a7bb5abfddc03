"""Roll-ups of closed days. As long as the steps are kept, counting anew gives the same.

With them the notes on the time axis and what is known of tickets: Django looks for models here.
"""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import locales
from portal.effort.tickets.models import TicketAnswer as TicketAnswer
from portal.effort.tickets.models import TicketMonth as TicketMonth
from portal.effort.tickets.models import TicketSubject as TicketSubject
from portal.effort.timeline.models import Note as Note

FEED = "feed_report"
"""The permission to tell the report the owner's own numbers."""
LONGEST_REQUEST = 1_440
"""Minutes: nobody works longer than a day on one request."""


class DailyFigure(models.Model):
    """One figure's numerator and denominator on one day for readers of one language.

    Of everything (`kind` is empty), or of one topic, article, search or the like. The kinds are
    the figure's own (portal.effort.figures), and those of portal.effort.counts.
    """

    day = models.DateField()
    figure = models.CharField(max_length=40)
    locale = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, blank=True, default="", db_default="")
    value = models.CharField(max_length=300, blank=True, default="", db_default="")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("daily figure")
        verbose_name_plural = _("daily figures")
        default_permissions = ()
        permissions = [
            ("view_report", _("Can see the support-effort report")),
            ("export_report", _("Can export the support-effort report")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "figure", "locale", "kind", "value"],
                name="effort_one_figure_a_day_and_thing",
            )
        ]
        indexes = [
            models.Index(fields=["kind", "figure", "day"], name="effort_figure_by_kind"),
            # The days of some articles, of the hundreds that there are.
            models.Index(
                fields=["figure", "value", "locale", "day"],
                condition=Q(kind="family"),
                name="effort_figure_of_article",
            ),
        ]

    def __str__(self) -> str:
        about = f" {self.kind}={self.value}" if self.kind else ""
        return (
            f"{self.day} {self.figure} {self.locale}{about}: {self.numerator}/{self.denominator}"
        )


class ClosedDay(models.Model):
    """A day whose figures are rolled up for good."""

    day = models.DateField(primary_key=True)
    # What its figures were counted from is no longer kept, or about to go.
    is_settled = models.BooleanField(db_default=False, default=False)
    # Whether nothing leads to its visits any more; days closed by older releases come to it later.
    is_forgotten = models.BooleanField(default=False, db_default=False)
    # By figure, the number of the definition it was counted by. A figure that is not named was
    # not counted that day, which is not the same as none.
    definitions = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    # The reporting time zone that decided what belongs to it.
    zone = models.CharField(max_length=64, blank=True, default="", db_default="")
    # Drawn anew whenever its figures are written, or by what they were counted: what was read of
    # it before is read again.
    version = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.day)


class Series(models.TextChoices):
    """What the owner may tell of a day."""

    CUSTOMERS = "customers", pgettext_lazy("series", "Customers")
    ORDERS = "orders", pgettext_lazy("series", "Orders")
    CALLS = "calls", pgettext_lazy("series", "Calls")
    CONTACTS = "contacts", pgettext_lazy("series", "Contacts elsewhere")


class OwnNumberQuerySet(models.QuerySet["OwnNumber"]):
    """The words other code asks for the owner's numbers with."""

    def told_by_who_feeds(self, codes: Collection[str]) -> Self:
        """What is in the hands of who tells of these languages; of all, the whole as well."""
        return self if locales.are_all(codes) else self.filter(language__in=codes)


class OwnNumber(models.Model):
    """One number of a day, by the owner's word: of all languages and markets if none is named."""

    day = models.DateField()
    series = models.CharField(max_length=10, choices=Series)
    language = models.CharField(max_length=12, blank=True, default="")
    market = models.CharField(max_length=2, blank=True, default="")
    value = models.PositiveIntegerField()

    objects = OwnNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of your own")
        verbose_name_plural = _("numbers of your own")
        default_permissions = ()
        permissions = [(FEED, _("Can give the support-effort report numbers of your own"))]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "day", "language", "market"], name="effort_one_own_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.series}: {self.value}"


class WorkPerRequest(models.Model):
    """How many minutes one request costs, by the owner's word: one row, or none."""

    minutes = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("minutes per request")
        verbose_name_plural = _("minutes per request")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="effort_work_is_one_row"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_REQUEST),
                name="effort_work_is_a_day_at_most",
            ),
        ]

    def __str__(self) -> str:
        return str(self.minutes)


class SummedMonth(models.Model):
    """A month whose closed days are added up: those of these versions, and no others."""

    # Its first day.
    month = models.DateField(primary_key=True)
    # What the versions of its closed days were; see portal.effort.months.
    stamp = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("month added up")
        verbose_name_plural = _("months added up")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class MonthFigure(models.Model):
    """What the daily figures of a month add up to; the words of searches are in none."""

    month = models.DateField()
    figure = models.CharField(max_length=40)
    locale = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=300, blank=True)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("figure of a month")
        verbose_name_plural = _("figures of months")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "figure", "month", "locale", "value"],
                name="effort_one_figure_a_month_and_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.figure} {self.locale} {self.kind}"


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
