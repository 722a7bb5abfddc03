"""Brings a directory of Markdown files into the knowledge base."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from kb.importing.run import import_tree
from kb.management.telling import ImportingCommand, Meter
from portal import locales


class Command(ImportingCommand):
    """`manage.py import_articles DIR`."""

    help = (
        "Imports DIR/<locale>/<id>.md: new files become articles, changed ones new revisions, and "
        "unchanged ones touch nothing. Exits with 1 if a file could not be imported."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR")
        parser.add_argument(
            "--locale", action="append", metavar="L", help="Import this language only; repeatable."
        )
        parser.add_argument(
            "--folders-as-topics",
            action="store_true",
            help="Each folder below a language's is the topic of what lies in it.",
        )
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        for code in options["locale"] or ():
            if locales.resolve(code) is None:
                raise CommandError(f"Unknown locale “{code}”.")
        meter = Meter()
        try:
            report = import_tree(
                options["directory"],
                locales=options["locale"],
                force=options["force"],
                dry_run=options["dry_run"],
                folders_as_topics=options["folders_as_topics"],
                progress=meter,
            )
        except NotADirectoryError as error:
            raise CommandError(f"{error} is not a directory.") from error
        self.finish(report, meter, options)
