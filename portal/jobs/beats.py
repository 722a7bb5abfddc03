"""Whether two beats of a job agree on the time, before it does what cannot be undone."""

from datetime import datetime, timedelta

from portal import clock
from portal.jobs.models import JobState


def agree(name: str, at: datetime, *, within: timedelta) -> bool:
    """Whether the job's last run was lately: a clock that is wrong for one beat decides nothing.

    After a pause longer than `within`, one run goes by that only says so.
    """
    state = JobState.objects.filter(name=name).first()
    before = clock.past(state.finished_at, at) if state else None
    return before is not None and at - before <= within
