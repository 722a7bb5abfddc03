"""The worker of django-tasks-db, made to outlast a busy database and to spare an idle one."""

import logging
import time

from django.db import DatabaseError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

# What each worker takes from; Wagtail queues its own tasks in "default".
QUEUES = {"fast": ["fast"], "slow": ["slow", "default"]}


class PortalWorker(Worker):
    """Looks for tasks with a plain read first, and takes them only when there are some.

    The stock worker opens an exclusive transaction at every look, which on SQLite stops all
    writers, and ends when the database is locked for longer than its timeout.
    """

    def __init__(self, queue: str, interval: float) -> None:
        super().__init__(
            queue_names=QUEUES[queue],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def run(self) -> None:
        while self.running:
            close_old_connections()
            try:
                if self._something_waits():
                    super().run()
            except DatabaseError:
                logger.exception("The worker could not use the database and goes on")
                connection.close()
            if self.running:
                time.sleep(self.interval)

    def _something_waits(self) -> bool:
        waiting = DBTaskResult.objects.ready().filter(
            backend_name=self.backend_name, queue_name__in=self.queue_names
        )
        return bool(waiting.exists())
