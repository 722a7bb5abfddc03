"""Moves another help centre in."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from kb.management.telling import ImportingCommand, Meter
from kb.moving.zendesk import move_in

_READERS = {"zendesk": move_in}


class Command(ImportingCommand):
    """`manage.py move_in zendesk DIR`."""

    help = (
        "Brings the export of another help centre in: topics, articles, translations, files, and "
        "the old addresses. Exits with 1 if something could not be brought in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("system", choices=sorted(_READERS), help="What the export is of.")
        parser.add_argument("directory", type=Path, metavar="DIR")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        meter = Meter()
        try:
            moved = _READERS[options["system"]](
                options["directory"],
                force=options["force"],
                dry_run=options["dry_run"],
                progress=meter,
            )
        except NotADirectoryError as error:
            raise CommandError(f"{error} is not a directory.") from error
        self.stdout.write("The export has:")
        for kind, count in moved.totals.items():
            self.stdout.write(f"  {count} {kind}")
        self.finish(moved.report, meter, options)
