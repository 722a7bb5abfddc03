"""Count closed days of the support-effort report again."""

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.effort import rebuilding


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"not a day such as 2026-03-31: {text}") from error


class Command(BaseCommand):
    """`manage.py rebuild_figures FIRST LAST`."""

    help = (
        "Counts the closed days from FIRST to LAST again, from the steps. The figures stay the"
        " same unless the way of counting has changed. Days whose steps are no longer kept"
        " (KEEP_STEPS_DAYS) are left as they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Both days are included."""
        parser.add_argument("first", type=_day, metavar="FIRST", help="a day, as 2026-03-01")
        parser.add_argument("last", type=_day, metavar="LAST", help="a day, as 2026-03-31")

    def handle(self, *args: Any, first: date, last: date, **options: Any) -> None:
        """Say how many days were counted."""
        done = rebuilding.rebuild(first, last)
        self.stdout.write(self.style.SUCCESS(f"Closed days counted again: {done.counted}."))
        if done.settled:
            self.stdout.write(
                f"Left as they are, since their steps are no longer kept: {done.settled}."
            )
