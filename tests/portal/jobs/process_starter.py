"""Starts real workers and schedulers: forks one for each command it reads, and says its id.

Loading Django once and forking spares the seconds that each of fifty workers would take.
"""

import os
import signal
import sys
from datetime import timedelta


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from django.core.management import call_command

    from portal.jobs.registry import job
    from tests.portal.jobs.ledger import Entry, book

    @job("tests.book", queue="fast", every=timedelta(days=1))
    def book_all() -> int:
        return Entry.objects.all().work_off(book, limit=10, lease=timedelta(seconds=0.4))

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _say("ready")
    for line in sys.stdin:
        process = os.fork()
        if not process:
            sys.stdin.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            call_command(*line.split(), skip_checks=True)
            os._exit(0)
        _say(process)


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
