"""Subjects of tickets until the search has looked them up, and what was counted of them."""

from collections.abc import Collection

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import locales

LONGEST = 300
"""Characters of a subject: what is longer says no more to a search."""


def in_languages[M: models.Model](
    rows: models.QuerySet[M], codes: Collection[str]
) -> models.QuerySet[M]:
    """Of readers of these languages; of all of the site, those whose language nobody said."""
    return rows if locales.are_all(codes) else rows.filter(language__in=codes)


class TicketSubject(models.Model):
    """One subject, masked, of a month; deleted as soon as it has been looked up."""

    month = models.DateField()
    language = models.CharField(max_length=12, blank=True, default="")
    subject = models.CharField(max_length=LONGEST)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("subject of a ticket")
        verbose_name_plural = _("subjects of tickets")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.month} {self.language}"


class TicketMonth(models.Model):
    """How many tickets of a month and language an article answers."""

    month = models.DateField()
    language = models.CharField(max_length=12)
    answered = models.PositiveIntegerField(default=0)
    elsewhere = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tickets of a month")
        verbose_name_plural = _("tickets of months")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["month", "language"], name="effort_tickets_of_a_month_are_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.language}"


class TicketAnswer(models.Model):
    """How many tickets of a month and language one article answers, by the id of its family."""

    month = models.DateField()
    language = models.CharField(max_length=12)
    family = models.CharField(max_length=100)
    tickets = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tickets that an article answers")
        verbose_name_plural = _("tickets that articles answer")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["month", "language", "family"], name="effort_ticket_answers_are_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.language} {self.family}"
