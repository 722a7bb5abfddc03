"""All background work in one process, for a small house: every queue, and the schedule."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.jobs.scheduler import Scheduler
from portal.jobs.worker import SERVES, Workers


class Command(BaseCommand):
    help = "Runs all background work in one process, in place of run_worker and run_scheduler."

    def handle(self, *args: Any, **options: Any) -> None:
        workers = Workers(SERVES, beside=[Scheduler()])
        workers.obey_signals()
        workers.run()
