"""A scheduler at work: beats until it is told to stop, and outlasts a busy database."""

import logging
import os
import socket
import threading

from django.db import DatabaseError, close_old_connections, connection
from django.utils.crypto import get_random_string

from portal.jobs import models, schedule
from portal.jobs.telling import SeldomTold

logger = logging.getLogger(__name__)


class Scheduler:
    """Wakes every job in its time while it leads; of several, one leads and others stand by."""

    def __init__(self, interval: float = 1.0) -> None:
        """`interval` is the seconds between beats."""
        self._interval = interval
        self._told_to_stop = threading.Event()
        self._failure = SeldomTold(logger, "The scheduler could not use the database and goes on")
        self._holder = f"{socket.gethostname()[:60]}:{os.getpid()}:{get_random_string(8)}"

    @property
    def running(self) -> bool:
        """Whether nobody has told it to stop."""
        return not self._told_to_stop.is_set()

    def run(self) -> None:
        """Beat until told to stop; then give up the lead."""
        leads = False
        while self.running:
            leads = self._beat(leads)
            self._told_to_stop.wait(self._interval)
        if leads:
            models.give_up_lead(schedule.LEAD, self._holder)

    def stop(self) -> None:
        """End `run` after the beat that it is at."""
        self._told_to_stop.set()

    def _beat(self, led: bool) -> bool:
        close_old_connections()
        try:
            leads = schedule.tick(self._holder)
        except DatabaseError:
            self._failure.tell()
            connection.close()
            return led
        if leads != led:
            logger.info("Scheduler %s %s", self._holder, "leads" if leads else "stands by")
        return leads
