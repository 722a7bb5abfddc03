"""Rows of work that a killed process can neither lose nor do twice.

A worker claims rows for the length of a lease and gets a token with them. `finish` succeeds only
while the token still stands, and belongs into the transaction of the effect: whoever lost the
lease to another worker loses the effect with it. A row that failed too often stays, visible, as
dead.

What only one process at a time may do anyway, whatever the row says, needs no lease: it is a
`RetriedRow`, which is tried again until it works.
"""

import logging
import random
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from math import inf
from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import clock

logger = logging.getLogger(__name__)

LONGEST_LEASE = timedelta(hours=1)
_MOST_JITTER = 1.5
# What the column can hold: a row that is tried for years stays where it is.
_MOST_ATTEMPTS = 32_767


class LeaseLostError(Exception):
    """Somebody else has claimed the row since, or has finished it."""


class RetriedQuerySet[R: "RetriedRow"](models.QuerySet[R]):
    """Which rows may be tried."""

    def due(self, at: datetime | None = None) -> Self:
        """Those whose time has come."""
        at = at or timezone.now()
        return self.filter(clock.has_come("due_at", at, self.model.longest_delay * _MOST_JITTER))


class RetriedRow(models.Model):
    """Something that is tried again after it failed, later each time."""

    first_delay: ClassVar[timedelta] = timedelta(seconds=30)
    longest_delay: ClassVar[timedelta] = timedelta(hours=6)

    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def is_due(self, at: datetime) -> bool:
        """Whether its time has come."""
        return not clock.is_ahead(self.due_at, at, self.longest_delay * _MOST_JITTER)

    def put_off(self, error: object, at: datetime) -> None:
        """Note that it failed once more, and when to try it again."""
        self.attempts = min(self.attempts + 1, _MOST_ATTEMPTS)
        self.due_at, self.last_error = at + self._delay(), _in_words(error)
        self.save(update_fields=["attempts", "due_at", "last_error"])

    def _delay(self) -> timedelta:
        """Twice as long each time, give or take half, so that failures do not march in step."""
        doubled: timedelta = self.first_delay * 2 ** min(max(self.attempts - 1, 0), 30)
        return min(doubled, self.longest_delay) * random.uniform(0.5, _MOST_JITTER)  # noqa: S311


class DueRowQuerySet[R: "DueRow"](RetriedQuerySet[R]):
    """Which rows wait for whom."""

    def unfinished(self) -> Self:
        return self.filter(finished_at__isnull=True)

    def due(self, at: datetime | None = None) -> Self:
        """Rows to work on now: unfinished, due, not dead, and nobody's at the moment."""
        at = at or timezone.now()
        return super().due(at)._nobodys(at).filter(attempts__lt=self.model.max_attempts)

    def dead(self, at: datetime | None = None) -> Self:
        """Rows that were tried too often and that nobody is trying now."""
        at = at or timezone.now()
        return self._nobodys(at).filter(attempts__gte=self.model.max_attempts)

    def _nobodys(self, at: datetime) -> Self:
        return self.unfinished().filter(clock.has_come("leased_until", at, LONGEST_LEASE))

    def claim(
        self,
        limit: int = 20,
        lease: timedelta = timedelta(minutes=5),
        at: datetime | None = None,
    ) -> list[R]:
        """Take up to `limit` due rows for the length of the lease, in the order of the model.

        Raises ValueError for a lease longer than LONGEST_LEASE.
        """
        if lease > LONGEST_LEASE:
            raise ValueError(f"No lease lasts {lease}")
        at = at or timezone.now()
        if not self.due(at).exists():  # Spares SQLite's one writer when there is nothing.
            return []
        token, order = uuid.uuid4(), self.model.claimed_by
        with transaction.atomic(using=self.db):
            found = self.due(at).select_for_update(skip_locked=True).order_by(*order)
            chosen = self.model._default_manager.filter(
                pk__in=list(found.values_list("pk", flat=True)[:limit])
            )
            chosen.update(leased_until=at + lease, lease_token=token, attempts=F("attempts") + 1)
        return list(self.filter(lease_token=token).order_by(*order))

    def work_off(
        self,
        do: Callable[[R], None],
        *,
        limit: int = 20,
        lease: timedelta = timedelta(minutes=5),
        budget: float = inf,
    ) -> int:
        """Claim and do until nothing is due; returns how many were finished.

        Each row is done and finished in one transaction of its own; an error rolls it back and
        is noted in the row. For work outside the database, claim and finish by hand. After
        `budget` seconds no more are claimed. A worker that is killed costs each row that it has
        claimed one attempt: where a row takes long, a `limit` of one spares the others.
        """
        done, until = 0, time.monotonic() + budget
        while rows := self.claim(limit, lease):
            done += sum(_done(row, do) for row in rows)
            if time.monotonic() >= until:
                break
        return done


def _done[R: "DueRow"](row: R, do: Callable[[R], None]) -> bool:
    try:
        with transaction.atomic(using=row._state.db):
            do(row)
            row.finish()
    except LeaseLostError:
        return False
    except Exception as error:
        logger.exception("%s failed", row._meta.label)
        row.fail(error)
        return False
    return True


class DueRow(RetriedRow):
    """Work that lies in a row: when it is due, who has it, how often it was tried."""

    max_attempts: ClassVar[int] = 10
    claimed_by: ClassVar[tuple[str, ...]] = ("due_at", "pk")

    leased_until = models.DateTimeField(_("taken until"), null=True, blank=True, editable=False)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = DueRowQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(finished_at__isnull=True), name="%(class)s_due"
            )
        ]

    @property
    def is_dead(self) -> bool:
        return self.finished_at is None and self.attempts >= self.max_attempts

    def finish(self, at: datetime | None = None) -> None:
        """Mark as done; raises LeaseLostError if the row is no longer ours."""
        self._write(finished_at=at or timezone.now(), last_error="")

    def fail(self, error: object, at: datetime | None = None) -> None:
        """Note the error and set the next attempt; nothing happens if the row is not ours."""
        at = at or timezone.now()
        try:
            self._write(due_at=at + self._delay(), last_error=_in_words(error))
        except LeaseLostError:
            logger.info("%s %s was taken over before it failed", self._meta.label, self.pk)

    def _write(self, **values: object) -> None:
        mine = type(self)._default_manager.filter(
            pk=self.pk, lease_token=self.lease_token, finished_at__isnull=True
        )
        values |= {"leased_until": None, "lease_token": None}
        if not mine.update(**values):
            raise LeaseLostError(f"{self._meta.label} {self.pk}")
        for name, value in values.items():
            setattr(self, name, value)


def _in_words(error: object) -> str:
    named = f"{type(error).__name__}: {error}" if isinstance(error, BaseException) else str(error)
    return named.encode(errors="replace").decode().replace("\0", "")[:500]
