"""`manage.py run_embedder`: the local embedder, at the address that the settings name.

It speaks English only: it is for administrators on a terminal.
"""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal.operations import local_embedder

NOTHING_TO_RUN = os.EX_CONFIG
"""The exit status where there is none to run: whoever starts services need not try again."""


class Command(BaseCommand):
    help = "Runs the local embedder of search by meaning, where EMBEDDINGS_URL names it."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        if not local_embedder.is_wanted():
            self.stdout.write("The settings do not ask for the local embedder.")
            sys.exit(NOTHING_TO_RUN)
        if not local_embedder.is_installed():
            self.stdout.write("The local embedder is not installed: run `manage.py deploy`.")
            sys.exit(NOTHING_TO_RUN)
        command = local_embedder.command(local_embedder.port())
        # In place of this process, whose memory it does not need.
        os.execv(command[0], list(command))  # noqa: S606
