"""`manage.py restore`: a backup into an empty database.

It speaks English only: it is for administrators on a terminal.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from portal.operations.backup.restoring import restore


class Command(BaseCommand):
    help = "Puts a backup into an empty database and media folder."
    # They would ask the database that is yet to come.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="The backup: a folder with a manifest.json")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Lose what database and media folder have now",
        )

    def handle(self, *, folder: Path, overwrite: bool, **options: Any) -> None:
        manifest = restore(folder, overwrite=overwrite)
        rows, files = sum(manifest.rows.values()), len(manifest.files)
        self.stdout.write(
            f"Restored what was there at {manifest.made_at}: {rows} rows, {files} files.\n"
            "Run manage.py deploy next: it brings what an older state lacks. Then start the"
            " processes; the fast worker fills the search index."
        )
