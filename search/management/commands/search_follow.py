"""Keep this host's copy of the index up to date, for hosts that run no worker."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from search.engines import engine_of_this_host
from search.index import catching_up
from search.index.rebuilding import renew


class Command(BaseCommand):
    """`manage.py search_follow`."""

    help = (
        "Follows the index log into this host's own copy until stopped. Run one on each web host "
        "beside the one whose worker already does it; a second one on a host does no harm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How often to look."""
        parser.add_argument("--interval", type=float, default=0.5, help="Seconds between looks.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Follow."""
        try:
            while True:
                close_old_connections()
                own = engine_of_this_host()
                if not renew(own) + catching_up.catch_up(own):
                    time.sleep(options["interval"])
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
