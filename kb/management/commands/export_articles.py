"""Writes the knowledge base as a directory of Markdown files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb.importing.export import export_tree


class Command(BaseCommand):
    """`manage.py export_articles DIR`."""

    help = "Writes every published article as DIR/<locale>/<id>.md, as import_articles reads it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = sum(1 for _name in export_tree(options["directory"]))
        except OSError as error:
            raise CommandError(f"Cannot write to {options['directory']}: {error}") from error
        self.stdout.write(f"{count} files written to {options['directory']}.")
