"""`manage.py backup`: database, media and settings in one folder. The site may go on running.

It speaks English only: it is for administrators on a terminal.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.operations.backup import taking


class Command(BaseCommand):
    help = "Makes a backup of database, media and settings, and reads it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "into",
            nargs="?",
            type=Path,
            help="The folder in which a new one is made; VAR_DIR/backups unless named",
        )

    def handle(self, *, into: Path | None, **options: Any) -> None:
        made = taking.take(into or settings.VAR_DIR / "backups")
        self.stdout.write(f"{made} is whole. Copy it to another machine: it has secrets in it.")
