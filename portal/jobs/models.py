"""What the scheduler remembers: who leads, and how each job last went."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import clock


class JobState(models.Model):
    """When a job was last woken and how it last ended."""

    name = models.CharField(_("name"), max_length=100, primary_key=True)
    woken_at = models.DateTimeField(_("woken at"), null=True)
    finished_at = models.DateTimeField(
        _("last run that finished began at"), null=True, help_text=_("Empty if none has yet.")
    )
    last_done = models.PositiveIntegerField(_("things done"), default=0)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")

    def __str__(self) -> str:
        return self.name


class Lead(models.Model):
    """Who leads, and until when; whoever does not renew in time has lost it."""

    name = models.CharField(max_length=50, primary_key=True)
    holder = models.CharField(max_length=100)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"


def take_lead(name: str, holder: str, *, lasting: timedelta, at: datetime | None = None) -> bool:
    """Take or renew the lead; False while somebody else holds it."""
    at = at or timezone.now()
    free = Lead.objects.filter(Q(holder=holder) | clock.has_come("until", at, lasting), name=name)
    if free.update(holder=holder, until=at + lasting):
        return True
    fresh = Lead(name=name, holder=holder, until=at + lasting)
    if Lead.objects.filter(name=name).exists():
        return False
    Lead.objects.bulk_create([fresh], ignore_conflicts=True)
    return Lead.objects.filter(name=name, holder=holder).exists()


def give_up_lead(name: str, holder: str) -> None:
    """Let the next one lead at once."""
    Lead.objects.filter(name=name, holder=holder).delete()
