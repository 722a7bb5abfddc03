"""Compare the search index with what may be found, and repair it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import engine
from search.engines.base import EngineError
from search.index.rebuilding import counter, reconcile


class Command(BaseCommand):
    """`manage.py search_reconcile`."""

    help = "Compares the search index with the database by checksums and repairs what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option."""
        parser.add_argument("--dry-run", action="store_true", help="Only say what differs.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reconcile, with progress."""
        progress = counter(self.stdout.write, "Compared")
        try:
            found = reconcile(engine(), progress, repair=not options["dry_run"])
        except EngineError as error:
            raise CommandError(str(error)) from error
        for word, references in (
            ("missing", found.missing),
            ("needless", found.needless),
            ("different", found.different),
        ):
            for reference in references:
                self.stdout.write(f"{word}: {reference}")
        done = "found" if options["dry_run"] else "repaired"
        self.stdout.write(self.style.SUCCESS(f"{len(found)} differences {done}."))
