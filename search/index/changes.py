"""Saying that something changed, which is all that other rooms have to do for the index.

with transaction.atomic():
    page.save()
    record_change("kb", family.slug)
"""

from portal.jobs.tasks import wake
from search.index import log

JOB = "search.index"
# Its server may keep us waiting: a job of its own, in a queue of its own.
SHARED_JOB = "search.index_shared"


def record_change(source_name: str, *keys: str) -> None:
    """Note, in the caller's transaction, that these keys of a source must be looked at again.

    Say it for every change of text, visibility, address or quality, also for deletions: what is
    eligible is read from the source when the index is written, a moment after the commit.
    """
    if keys:
        log.append(source_name, keys)
        wake(JOB)
