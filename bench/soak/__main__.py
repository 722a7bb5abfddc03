"""`python -m bench.soak [--kills N] [--minutes N] [--seed N]`: break it, load it, and report."""

import argparse
import os
import secrets
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from bench.processes import REPOSITORY, free_port
from bench.soak.database import PostgreSQL
from bench.soak.installation import Installation, settings

_CONTENT = REPOSITORY / "portal" / "demo" / "content"


def main() -> int:
    """The exit status says whether everything held."""
    asked = _arguments()
    # What was started is ended, however this ends.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    _say(f"Seed {asked.seed}: --seed={asked.seed} draws the same again")
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="portal-soak-"))
        folder.chmod(0o755)  # the database's owner is another
        database = PostgreSQL(folder)
        stack.callback(database.stop)
        database.start()
        mail_port = free_port()
        environment = settings(folder, database.url, mail_port)
        installation = Installation(folder, environment)
        stack.callback(installation.stop)
        _say(f"Setting up below {folder}")
        installation.run("deploy", "--no-input")
        installation.run("import_articles", str(_CONTENT), "--locale", "en", "--locale", "el")
        os.environ.update(environment)
        holds = import_module("bench.soak.portal").run(
            installation,
            database,
            mail_port,
            seed=asked.seed,
            kills=asked.kills,
            minutes=asked.minutes,
        )
    if holds:
        shutil.rmtree(folder)
    else:
        _say(f"What the processes have said is in {folder}")
    return 0 if holds else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=300, help="how many; 300 without it")
    parser.add_argument("--minutes", type=float, default=30, help="of load; 30 without it")
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(10**6), help="what is drawn, and when"
    )
    return parser.parse_args()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
