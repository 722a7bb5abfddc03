"""The index log and the copies that follow it.

A row is written in the transaction of the change it tells of. Its `number` is empty until the
sequencer, holding a lock, assigns it: so numbers grow in the order in which rows became visible,
and a cursor can never pass a row that is committed late.
"""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.jobs.rows import RetriedQuerySet, RetriedRow


class Change(models.Model):
    """Something about this key changed: look at it again."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    number: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(
        null=True, editable=False
    )
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("index log entry")
        verbose_name_plural = _("index log entries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="search_change_number_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                condition=models.Q(number__isnull=True),
                name="search_change_unnumbered",
            ),
            models.Index(fields=["at"], name="search_change_at"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


class Sequence(models.Model):
    """One row: the last number that was assigned. Locking it is the sequencer's lock."""

    last = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("index log sequence")
        verbose_name_plural = _("index log sequences")

    def __str__(self) -> str:
        return str(self.last)


class EngineCopy(RetriedRow):
    """One copy of the index (a directory of one host, or an Elasticsearch cluster) and its cursor.

    Everything up to `position` is in the copy, once it is filled. What changes while it is being
    filled, however often that is begun anew, comes after the position it was first begun at.
    A copy that nobody has seen for a long time no longer holds the log back; when it returns, it
    is built anew. When the engine itself fails, all of it waits, though not for long: it must be
    whole soon after it can be written again.
    """

    first_delay = timedelta(seconds=5)
    longest_delay = timedelta(seconds=15)

    name = models.CharField(max_length=120, unique=True)
    position = models.BigIntegerField(default=0)
    is_filled = models.BooleanField(default=True)
    seen_at = models.DateTimeField()
    # None while nothing fails.
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)  # type: ignore[assignment]

    class Meta:
        verbose_name = _("index copy")
        verbose_name_plural = _("index copies")

    def __str__(self) -> str:
        return self.name


class FailedChange(RetriedRow):
    """A key whose documents could not be read or written into a copy.

    It has no lease: who tries it holds the right to write the copy.
    """

    first_delay = timedelta(seconds=5)
    longest_delay = timedelta(minutes=40)

    copy = models.ForeignKey(EngineCopy, models.CASCADE, related_name="failures")
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=200)

    objects = RetriedQuerySet.as_manager()

    class Meta:
        verbose_name = _("failed index change")
        verbose_name_plural = _("failed index changes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["copy", "source", "key"], name="search_failure_once_per_copy"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"
