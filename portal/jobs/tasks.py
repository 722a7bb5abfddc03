"""Wake-ups: the one task that runs jobs, and its queueing without pile-ups."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.tasks import TaskContext, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.jobs import registry
from portal.jobs.models import JobState

# Ahead of Wagtail's own tasks, of which an import queues thousands.
PRIORITY = 10


@task(priority=PRIORITY, takes_context=True)
def run_job(context: "TaskContext[[str], int]", name: str) -> int:
    """Run a job; where the job has moved to another queue since, wake it there instead."""
    job = registry.get(name)
    if context.task_result.task.queue_name != job.queue:
        enqueue(job)
        return 0
    return run_noted(name)


def run_noted(name: str) -> int:
    """Run a job and note in its state how it ended."""
    started = timezone.now()
    try:
        done = registry.get(name).run()
    except Exception as error:
        _note(
            name, failures=F("failures") + 1, last_error=f"{type(error).__name__}: {error}"[:500]
        )
        raise
    _note(name, finished_at=started, failures=0, last_error="", last_done=done)
    return done


def _note(name: str, **values: object) -> None:
    if not JobState.objects.filter(name=name).update(**values):
        JobState.objects.bulk_create([JobState(name=name)], ignore_conflicts=True)
        JobState.objects.filter(name=name).update(**values)


def waiting_wake_ups(name: str) -> int:
    """How many wake-ups for this job no worker has taken yet."""
    return int(
        DBTaskResult.objects.ready()
        .filter(task_path=run_job.module_path, args_kwargs__args=[name])
        .count()
    )


def enqueue(job: registry.Job) -> None:
    """Queue a wake-up unless one is waiting already.

    One that a worker has taken does not count: it may have looked for work before ours was there.
    """
    if not waiting_wake_ups(job.name):
        run_job.using(queue_name=job.queue).enqueue(job.name)


@dataclass(frozen=True, slots=True)
class _WakeUp:
    """Queues a wake-up after the commit; equal ones of a transaction are queued once."""

    name: str

    def __call__(self) -> None:
        enqueue(registry.get(self.name))


def wake(name: str) -> None:
    """Have a worker run the job soon, once the present transaction is committed.

    Cheap to call often: within a transaction, and as long as one wake-up waits, others add
    nothing. A failure to queue is logged and not raised, since the scheduler wakes every job.
    """
    wake_up = _WakeUp(registry.get(name).name)
    connection = transaction.get_connection()
    open_savepoints = set(connection.savepoint_ids)
    for savepoints, function, _robust in connection.run_on_commit:
        if function == wake_up and set(savepoints) <= open_savepoints:
            return
    transaction.on_commit(wake_up, robust=True)
