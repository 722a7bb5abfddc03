"""`manage.py demo`: prepares the demo's data once, then runs everything it consists of."""

import os
import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import locales
from portal.demo import apertium, people, processes, seeding


class Command(BaseCommand):
    help = "Sets up the demo's data (once) and runs server, workers and scheduler."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--only-prepare", action="store_true", help="do not start anything")

    def handle(self, *, port: int, only_prepare: bool, **options: Any) -> None:
        if not processes.is_free(port) and not only_prepare:
            raise CommandError(f"Port {port} is taken. Choose another: make demo PORT={port + 1}")
        if only_prepare:
            seeding.prepare(self.stderr.write)
            return
        os.environ["BASE_URL"] = _address(port)
        os.environ["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
        os.chdir(Path(__file__).resolve().parents[4])
        embedder = processes.embedder(self.stderr.write)
        seeding.prepare(self.stderr.write, embedding=partial(processes.embedding, embedder))
        running = processes.commands(port) | embedder | apertium.to_run(self.stderr.write)
        sys.exit(processes.run(running, on_ready=lambda: self._welcome(port), port=port))

    def _welcome(self, port: int) -> None:
        address = _address(port)
        drawn = people.passwords()
        lines = ["", "The help centre is running (sample data). Press ctrl-C to stop it.", ""]
        lines += [f"  {address}/{locale.code}/  {locale.name}" for locale in locales.CONTENT]
        lines += [
            "",
            f"  {address}/cms/  for authors, publishers, translators, managers and administrators",
        ]
        lines += [f"  {address}/cms/reports/support-effort/  the support-effort report"]
        lines += [f"  {address}/outbox/  every mail that the demo sends", ""]
        # A demo that was seeded before has accounts that are not among these people.
        roles = {person.email: person.role for person in people.PEOPLE}
        for email, password in drawn.items():
            lines.append(f"  {roles.get(email, ''):<20} {email:<26} {password}")
        self.stdout.write("\n".join([*lines, ""]))
        self.stdout.flush()


def _address(port: int) -> str:
    """By a name: a browser makes a passkey for no bare number."""
    return f"http://localhost:{port}"
