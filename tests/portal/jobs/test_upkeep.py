"""Scheduled publishing, and a table of tasks that does not grow for ever."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from portal import batches
from portal.jobs import upkeep
from portal.jobs.tasks import run_job

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def task(path: str = "wagtail.some.task", **values: object) -> DBTaskResult:
    queue = {"queue_name": "default", "backend_name": "default", "priority": 0}
    fields = queue | {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": path} | values
    return DBTaskResult.objects.create(**fields)


def test_what_is_to_expire_expires_in_its_time() -> None:
    in_an_hour = timezone.now() + HOUR
    page = Page.get_first_root_node().add_child(
        instance=Page(title="Soon over", slug="soon-over", expire_at=in_an_hour)
    )

    assert upkeep.publish_scheduled() == 0
    with time_machine.travel(in_an_hour + HOUR):
        assert upkeep.publish_scheduled() == 1
        assert upkeep.publish_scheduled() == 0
    page.refresh_from_db()
    assert not page.live


def test_a_scheduled_revision_goes_live() -> None:
    in_an_hour = timezone.now() + HOUR
    page = Page.get_first_root_node().add_child(
        instance=Page(title="Later", slug="later", live=False)
    )
    page.go_live_at = in_an_hour
    page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live

    with time_machine.travel(in_an_hour + HOUR):
        assert upkeep.publish_scheduled() == 1
        assert upkeep.publish_scheduled() == 0

    page.refresh_from_db()
    assert page.live


def test_wake_ups_that_worked_are_soon_forgotten_and_errors_are_kept() -> None:
    now = timezone.now()
    path = run_job.module_path
    task(path, status="SUCCESSFUL", finished_at=now - HOUR)
    kept = [
        task(path, status="SUCCESSFUL", finished_at=now),
        task(path, status="FAILED", finished_at=now - HOUR),
        task(path),
        task(status="SUCCESSFUL", finished_at=now - HOUR),
        task(path, status="RUNNING", started_at=now - HOUR),
    ]

    assert upkeep.prune_tasks() == 1
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {row.pk for row in kept}


def test_more_than_a_batch_is_pruned_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    for _ in range(5):
        task(status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=9))

    assert upkeep.prune_tasks() == 5


def test_a_task_of_a_killed_worker_is_given_to_another() -> None:
    started = timezone.now() - timedelta(days=1)
    abandoned = task(status="RUNNING", started_at=started, worker_ids=["one"])
    hopeless = task(status="RUNNING", started_at=started, worker_ids=["one", "two", "three"])
    wake_up = task(run_job.module_path, status="RUNNING", started_at=started)

    assert upkeep.prune_tasks() == 3

    for row in (abandoned, hopeless, wake_up):
        row.refresh_from_db()
    assert (abandoned.status, hopeless.status, wake_up.status) == ("READY", "FAILED", "FAILED")


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "jobs", "limits", "caching", check=True, dry_run=True)
