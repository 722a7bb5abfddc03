"""Wake every job in its time. Run one or more; one leads, the others stand by."""

import logging
import os
import signal
import socket
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django.utils.crypto import get_random_string

from portal.jobs import models, schedule

logger = logging.getLogger("portal.jobs.scheduler")


class Command(BaseCommand):
    help = "Wakes every background job in its time; of several schedulers one leads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between beats")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        holder = f"{socket.gethostname()[:60]}:{os.getpid()}:{get_random_string(8)}"
        leads = False
        while not stop.is_set():
            leads = self._beat(holder, leads)
            stop.wait(options["interval"])
        if leads:
            models.give_up_lead(schedule.LEAD, holder)

    def _beat(self, holder: str, led: bool) -> bool:
        close_old_connections()
        try:
            leads = schedule.tick(holder)
        except DatabaseError:
            logger.exception("The scheduler could not use the database and goes on")
            connection.close()
            return led
        if leads != led:
            logger.info("Scheduler %s %s", holder, "leads" if leads else "stands by")
        return leads
