"""`manage.py doctor`: looks at everything, and says in plain words what to mend.

It speaks English only: it is for administrators on a terminal.
"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from portal.operations import examinations
from portal.operations.findings import Finding, Level


class Command(BaseCommand):
    help = "Says in plain words what is wrong with this installation; exit status 1 if anything."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mail", metavar="ADDRESS", help="Send a test mail to this address")

    def handle(self, *, mail: str | None, **options: Any) -> None:
        found = {name: examinations.examine(name) for name in examinations.EXAMINATIONS}
        if mail:
            found["mail"].append(_tried(mail))
        for name, findings in found.items():
            for finding in findings:
                self._tell(name, finding)
        wrong = sum(one.level is Level.WRONG for some in found.values() for one in some)
        if wrong:
            self.stdout.write(f"\nTo mend: {wrong}.")
            sys.exit(1)
        self.stdout.write("\nNothing is wrong.")

    def _tell(self, name: str, finding: Finding) -> None:
        self.stdout.write(f"{finding.level:<6}{name:<10}{finding.words}")


def _tried(address: str) -> Finding:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandError("--mail needs an e-mail address.") from error
    return examinations.send_test_mail(address)
