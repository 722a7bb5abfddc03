"""Wake every job in its time. Run one or more; one leads, the others stand by."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.jobs.scheduler import Scheduler


class Command(BaseCommand):
    help = "Wakes every background job in its time; of several schedulers one leads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between beats")

    def handle(self, *args: Any, **options: Any) -> None:
        scheduler = Scheduler(options["interval"])
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: scheduler.stop())
        scheduler.run()
