"""Scheduled publishing, and tidying the table of wake-ups."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Revision

from portal import batches, clock
from portal.jobs.tasks import run_job

# A wake-up that worked is forgotten soon; an error and a task of Wagtail's may be looked at.
KEEP_WAKE_UPS = timedelta(minutes=10)
KEEP_OTHERS = timedelta(days=3)
# No task runs this long: its worker was killed.
ABANDONED = timedelta(hours=3)
TRIES = 3


def publish_scheduled() -> int:
    """Publish and expire what editors have scheduled."""
    due = _scheduled_and_due()
    if due:
        call_command("publish_scheduled", verbosity=0)
    return due


def _scheduled_and_due() -> int:
    now = timezone.now()
    return int(
        Revision.objects.filter(approved_go_live_at__lt=now).count()
        + Page.objects.filter(live=True, expire_at__lt=now).count()
    )


def prune_tasks() -> int:
    """Delete the tasks that are over, and deal with those whose worker was killed."""
    now = timezone.now()
    abandoned = clock.is_over("started_at", now, ABANDONED)
    ours = DBTaskResult.objects.filter(task_path=run_job.module_path)
    others = DBTaskResult.objects.exclude(task_path=run_job.module_path)
    return (
        batches.delete(
            ours.filter(clock.is_over("finished_at", now, KEEP_WAKE_UPS), status="SUCCESSFUL")
        )
        + batches.delete(
            ours.filter(clock.is_over("finished_at", now, KEEP_OTHERS), status="FAILED")
        )
        + batches.delete(others.filter(clock.is_over("finished_at", now, KEEP_OTHERS)))
        + _give_up(ours.filter(abandoned, status="RUNNING"))
        + _take_up(others.filter(abandoned, status="RUNNING"))
    )


def _give_up(tasks: QuerySet[Any]) -> int:
    """A wake-up needs no second try: the scheduler wakes its job anyway."""
    return tasks.update(
        status="FAILED", finished_at=timezone.now(), traceback="The worker was killed."
    )


def _take_up(tasks: QuerySet[Any]) -> int:
    """Give tasks of Wagtail's another worker, unless they seem to kill every one they get."""
    hopeless = [task.pk for task in tasks[: batches.BATCH] if len(task.worker_ids) >= TRIES]
    if hopeless:
        _give_up(tasks.filter(pk__in=hopeless))
    return len(hopeless) + tasks.exclude(pk__in=hopeless).update(status="READY", started_at=None)
