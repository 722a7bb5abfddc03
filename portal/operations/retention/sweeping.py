"""The job: what is over ends, in batches, by the rules of the table and in their order."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from portal.batches import in_batches
from portal.effort import settling
from portal.jobs import beats
from portal.operations.retention.table import RULES

logger = logging.getLogger(__name__)

JOB = "operations.retention"
# The slow queue has other work, too; what is left goes at the next run.
LONGEST_RUN = 30.0
# A clock that is wrong for one beat deletes nothing: it takes two beats that agree.
AGREE_WITHIN = timedelta(days=2)


def sweep(at: datetime | None = None, *, longest: float = LONGEST_RUN) -> int:
    """End what is over, for a while; returns how many rows it ended.

    One sweep that fails holds up no other. Raises ExceptionGroup at the end, of all that failed.
    """
    at = at or timezone.now()
    if not beats.agree(JOB, at, within=AGREE_WITHIN):
        return 0
    failed: dict[str, Exception] = {}
    with _going_on("settled days", failed):
        settling.settle(timedelta(days=settings.KEEP_STEPS_DAYS), at)
    ended = sum(_ended(at, time.monotonic() + longest, failed))
    if failed:
        raise ExceptionGroup(f"Retention failed of {', '.join(failed)}", [*failed.values()])
    return ended


def _ended(at: datetime, until: float, failed: dict[str, Exception]) -> Iterator[int]:
    """How many rows each batch ended, until the time is over."""
    for one in (one for rule in RULES for one in rule.sweeps):
        with _going_on(one.model, failed):
            for batch in in_batches(one.rows(at)):
                yield one.end(batch)
                if time.monotonic() >= until:
                    return


@contextmanager
def _going_on(what: str, failed: dict[str, Exception]) -> Iterator[None]:
    """Note an error and go on. The log names its kind alone: its words may quote a row."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - is raised in the end
        logger.error("Retention of %s failed: %s", what, type(error).__name__)
        failed[what] = error
