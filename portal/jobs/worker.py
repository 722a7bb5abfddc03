"""The workers of django-tasks-db, made to outlast a busy database and to spare an idle one.

A process may serve several queues. Each is served in a thread of its own, so that nothing waits
behind what another queue waits for.
"""

import logging
import os
import signal
import threading
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from types import FrameType
from typing import Protocol

from django.db import DatabaseError, close_old_connections, connection, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from portal.jobs.telling import SeldomTold

logger = logging.getLogger(__name__)

SERVES: dict[str, tuple[tuple[str, ...], ...]] = {
    "fast": (("fast",), ("engine",), ("mail",), ("webhooks",)),
    "mail": (("mail",),),
    "slow": (("slow", "default"),),
}
"""What a process of each name serves: a thread for each of the groups of queues.

Work that waits for another machine has queues of its own: `engine` for the shared search engine,
`mail` for the mail server, `webhooks` for who is told by them. Wagtail queues its own tasks in
`default`.
"""


LOOK_EVERY = 0.3
"""Seconds between looks of an idle worker."""


class PortalWorker(Worker):
    """Looks for tasks with a plain read first, and takes them only when there are some.

    The stock worker opens an exclusive transaction at every look, which on SQLite stops all
    writers, and ends when the database is locked for longer than its timeout.
    """

    def __init__(self, queues: Iterable[str], interval: float) -> None:
        super().__init__(
            queue_names=list(queues),
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self._told_to_stop = threading.Event()
        self._failure = SeldomTold(logger, "The worker could not use the database and goes on")

    def run(self) -> None:
        while self.running:
            close_old_connections()
            try:
                if self._something_waits():
                    super().run()
            except DatabaseError:
                self._failure.tell()
                connection.close()
            self._told_to_stop.wait(self.interval)

    def stop(self) -> None:
        """End `run` after the task it is at."""
        self.running = False
        self._told_to_stop.set()

    def _something_waits(self) -> bool:
        waiting = DBTaskResult.objects.ready().filter(
            backend_name=self.backend_name, queue_name__in=self.queue_names
        )
        return bool(waiting.exists())


class Running(Protocol):
    """What can be run until it is told to stop."""

    @property
    def running(self) -> bool: ...

    def run(self) -> None: ...

    def stop(self) -> None: ...


class Workers:
    """The workers of one process, and what else it runs `beside` them, a thread for each."""

    def __init__(
        self, names: Iterable[str], interval: float = LOOK_EVERY, beside: Iterable[Running] = ()
    ) -> None:
        groups = dict.fromkeys(group for name in names for group in SERVES[name])
        self._workers: list[Running] = [
            *(PortalWorker(group, interval) for group in groups),
            *beside,
        ]

    def run(self) -> None:
        """Serve until told to stop; should one worker fail, stop all and raise its error."""
        with ThreadPoolExecutor(len(self._workers)) as threads:
            running = [threads.submit(_serve, worker) for worker in self._workers]
            wait(running, return_when=FIRST_COMPLETED)
            self.stop()
        for one in running:
            one.result()

    def stop(self) -> None:
        """End `run` after the tasks that the workers are at."""
        for worker in self._workers:
            worker.stop()

    def obey_signals(self) -> None:
        """Stop in order when told to; end at once when told a second time."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, self._signalled)

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        if not all(worker.running for worker in self._workers):
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        self.stop()


def _serve(worker: Running) -> None:
    try:
        worker.run()
    finally:
        connections.close_all()
