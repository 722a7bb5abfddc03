"""What was queued before an upgrade is done after it: a queued row keeps a path and a name."""

from django.utils.module_loading import import_string

from portal.jobs import registry
from portal.jobs.tasks import run_job

QUEUED_SINCE = {
    *("search.index", "search.index_shared", "search.build", "search.prune"),
    *("search.past_queries", "search.embed", "search.calibrate", "search.find_lacking"),
    *("search.prune_vectors", "search.judgements"),
}


def test_what_a_former_version_queued_finds_its_job() -> None:
    assert import_string("portal.jobs.tasks.run_job") is run_job
    assert {job.name for job in registry.all_jobs()} >= QUEUED_SINCE
