"""Background work of this room."""

from datetime import timedelta

from django.utils import timezone

from portal.gaps import texts
from portal.gaps.models import Gap
from portal.jobs import beats
from portal.jobs.registry import job

JOB = "gaps.regroup"
# What was decided about a gap goes with it, and cannot be found again.
AGREE_WITHIN = timedelta(days=3)


@job(JOB, queue="slow", every=timedelta(days=1))
def find_gaps() -> int:
    """Put together what readers searched for and did not find."""
    # Here and not above: it takes 10 MB that a process has no need of by day.
    from portal.gaps.regrouping import regroup

    at = timezone.now()
    if Gap.objects.exists() and not beats.agree(JOB, at, within=AGREE_WITHIN):
        return 0
    return regroup(at)


@job("gaps.texts", queue="slow", every=timedelta(days=1))
def count_texts() -> int:
    """Count who read which text and wrote all the same."""
    return texts.count()
