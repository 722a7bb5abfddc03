"""Run what is queued: `fast` for index and mail, `slow` for imports and Wagtail's own tasks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.jobs.worker import QUEUES, PortalWorker


class Command(BaseCommand):
    help = "Runs background work of one queue until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queue", choices=sorted(QUEUES), required=True)
        parser.add_argument(
            "--interval", type=float, default=0.3, help="Seconds between looks when idle"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        worker = PortalWorker(options["queue"], options["interval"])
        worker.configure_signals()
        worker.run()
