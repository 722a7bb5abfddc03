"""`manage.py set_up_site`: languages, front pages and containers, before anything is imported."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.home import site


class Command(BaseCommand):
    help = "Make each language's row, front page and containers. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        site.set_up()
        self.stdout.write("The site is set up.")
