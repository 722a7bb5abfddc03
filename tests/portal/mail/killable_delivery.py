"""Delivers mail for the kill test: forks a delivery for each line it reads, and prints its id."""

import os
import signal
import sys
from datetime import timedelta


def main() -> None:
    import django

    django.setup()
    from portal.mail import delivery

    delivery.LEASE = timedelta(seconds=1)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _line in sys.stdin:
        worker = os.fork()
        if not worker:
            sys.stdin.close()
            delivery.deliver()
            os._exit(0)
        sys.stdout.write(f"{worker}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
