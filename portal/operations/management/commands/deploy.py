"""`manage.py deploy`: brings an installation up, or up to date. Safe to run again.

It speaks English only: it is for administrators on a terminal.
"""

import logging
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import ERROR
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.operations import deployment_checks, local_embedder, steps
from portal.settings.environment import environment

NEXT = """\
What to do next:
  1. What has to run is started, or restarted: deploy/install does it, by deploy/systemd.
{processes}
  2. {base_url}/cms/ is where articles are written, and rights are given.
  3. manage.py doctor --mail you@your-address says whether all is well."""
PROCESSES = (
    "gunicorn portal.wsgi",
    "manage.py run_worker --queue fast",
    "manage.py run_worker --queue slow",
    "manage.py run_scheduler",
)
EMBEDDER = "manage.py run_embedder"


class Command(BaseCommand):
    help = (
        "Brings an installation up, or up to date: database, languages, static files, site, first"
        " administrator. Each step does only what is missing, so it is safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-input",
            action="store_false",
            dest="interactive",
            help="Ask nothing: take LANGUAGES and ADMINISTRATOR_EMAIL from the environment",
        )

    def handle(self, *, interactive: bool, **options: Any) -> None:
        asks = interactive and sys.stdin.isatty()
        if sys.stderr.isatty():
            # Who sits there is told in words; a line for each right of a group would hide them.
            logging.getLogger("portal.accounts.events").setLevel(logging.WARNING)
        answers = steps.Answers(
            names_languages="languages" in environment.model_fields_set,
            administrator_email=environment.administrator_email,
            administrator_password=environment.administrator_password.get_secret_value(),
            ask=input if asks else None,
        )
        changed = False
        for step in steps.EVERYTHING:
            # Lines of their own, since what the log says meanwhile stands between them.
            self.stdout.write(f"{step.sentence} ...")
            self.stdout.flush()
            outcome = _taken(step, answers)
            self.stdout.write(f"  {outcome.words}")
            changed = changed or outcome.changed
        self._look_again()
        if not changed:
            self.stdout.write("\nNothing had to be changed.")
        self.stdout.write("\n" + self._next())

    def _look_again(self) -> None:
        """As `check --deploy` does: what is left is for people; raises CommandError."""
        found = deployment_checks.found()
        errors = [one for one in found if one.level >= ERROR]
        for one in found:
            if one.level < ERROR:
                self.stdout.write(f"\nTo do: {one.msg} {one.hint or ''}".rstrip())
        if errors:
            raise CommandError("\n".join(["This is still wrong:", *map(str, errors)]))

    def _next(self) -> str:
        wanted = local_embedder.is_wanted() and local_embedder.is_installed()
        processes = (*PROCESSES, *([EMBEDDER] if wanted else []))
        listed = "\n".join(f"       {process}" for process in processes)
        return NEXT.format(processes=listed, base_url=settings.BASE_URL)


def _taken(step: steps.DeployStep, answers: steps.Answers) -> steps.StepResult:
    """What the step did; a database that fails is told in words, too."""
    try:
        return step.take(answers)
    except DatabaseError as error:
        raise CommandError(f"The database failed; look at DATABASE_URL. {error}") from error
