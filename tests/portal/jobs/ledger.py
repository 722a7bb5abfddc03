"""A table of work for the kill test: made and dropped by the test, known to no application."""

import time

from django.db import models

from portal.jobs.rows import DueRow


class Entry(DueRow):
    """A row to book; its effect is one Booking."""

    max_attempts = 1_000

    class Meta(DueRow.Meta):
        app_label = "ledger"


class Booking(models.Model):
    """The effect: without any constraint, so that a doubled one would show."""

    entry = models.PositiveBigIntegerField()

    class Meta:
        app_label = "ledger"

    def __str__(self) -> str:
        return str(self.entry)


def book(entry: Entry) -> None:
    """Write the effect, slowly enough to be killed on either side of it."""
    time.sleep(0.002)
    Booking.objects.create(entry=entry.pk)
    time.sleep(0.002)
