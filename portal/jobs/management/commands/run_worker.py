"""Run what is queued: `fast` for index and mail, `slow` for imports and Wagtail's own tasks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.jobs.worker import LOOK_EVERY, SERVES, Workers


class Command(BaseCommand):
    help = "Runs background work, each queue in a thread of its own, until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--queue",
            action="append",
            choices=sorted(SERVES),
            help="Name it again for more than one; all without it. `fast` sends mail, too.",
        )
        parser.add_argument(
            "--interval", type=float, default=LOOK_EVERY, help="Seconds between looks when idle"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        workers = Workers(options["queue"] or SERVES, options["interval"])
        workers.obey_signals()
        workers.run()
