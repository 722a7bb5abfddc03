"""Build the search index anew beside the one in use."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import engine
from search.engines.base import EngineError
from search.index.rebuilding import counter, rebuild


class Command(BaseCommand):
    """`manage.py search_rebuild`."""

    help = "Builds the search index anew, beside the one in use, and swaps them at the end."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with progress."""
        try:
            done = rebuild(engine(), counter(self.stdout.write, "Indexed"))
        except EngineError as error:
            raise CommandError(str(error)) from error
        said = f"The index is built anew, with {done} articles, topics and threads."
        self.stdout.write(self.style.SUCCESS(said))
