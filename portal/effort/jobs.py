from datetime import timedelta

from django.utils import timezone

from portal.effort import forgetting, months, rebuilding, rollups
from portal.effort.tickets import keeping, working
from portal.jobs import beats
from portal.jobs.registry import job
from portal.jobs.tasks import wake

JOB = "effort.close_days"
# A day that has closed is forgotten, and never opened again. The slow queue has other work, too.
AGREE_WITHIN = timedelta(hours=3)


@job(JOB, queue="slow", every=timedelta(minutes=10))
def close_days() -> int:
    """Roll up the days and months that are over; of the others, mark what is in no rate so far."""
    at = timezone.now()
    if not beats.agree(JOB, at, within=AGREE_WITHIN):
        return 0
    closed = rollups.close_days(at)
    rebuilding.make_up(at)
    months.add_up()
    rollups.mark_open_days(at)
    return closed


@job("effort.forget_words", queue="slow", every=timedelta(hours=1))
def forget_words() -> int:
    """Delete the words of old searches from the roll-ups."""
    return forgetting.forget_words()


@job(keeping.JOB, queue="slow", every=timedelta(hours=1))
def look_tickets_up() -> int:
    """Look up the subjects of tickets that wait, and delete them."""
    done = working.work_through()
    if done >= working.MOST_AT_ONCE:
        wake(keeping.JOB)
    return done
