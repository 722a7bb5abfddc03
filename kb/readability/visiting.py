"""The job that asks whether the pages of the internet are there that texts lead to.

Politely: one after the other, each once a week, and of one host no more than one in each run.
"""

import time
import uuid
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from kb.readability.models import WebAddress
from kb.readability.web import Reachability, ask
from portal.jobs.models import give_up_lead, take_lead

JOB = "kb.visit_links"
LONGEST_RUN = 60.0
"""Seconds after which a run asks nobody else."""
_LEAD = timedelta(minutes=5)
"""Longer than one page can take with all that it redirects to."""


def visit(*, longest: float = LONGEST_RUN) -> int:
    """Ask for what is due; returns how many pages. Nobody is asked without CHECK_LINKS."""
    if not settings.CHECK_LINKS:
        return 0
    holder, until = uuid.uuid4().hex, time.monotonic() + longest
    visited: set[str] = set()
    count = 0
    while time.monotonic() < until and take_lead(JOB, holder, lasting=_LEAD):
        due = WebAddress.objects.due(timezone.now()).exclude(host__in=visited)
        if (one := due.first()) is None:
            break
        visited.add(one.host)
        answer = ask(one.url)
        one.note(
            answer.status, is_there=answer.outcome is not Reachability.AWAY, at=timezone.now()
        )
        count += 1
    give_up_lead(JOB, holder)
    return count
