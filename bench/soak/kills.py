"""Processes are killed at random while people act; then what was acknowledged is looked up."""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count

from django.db import connections

from bench.soak import lookup
from bench.soak.acts import Editor, Ledger, Person
from bench.soak.browser import Browser
from bench.soak.database import PostgreSQL
from bench.soak.installation import Installation, until
from bench.soak.people import Cast
from bench.soak.report import Finding

_PEOPLE = 6
_MOST_BETWEEN = 12
"""Acts from one kill to the next: 0 up to so many, so that a slow machine is at work, too."""
_PATIENCE = 300.0


def run(
    installation: Installation,
    database: PostgreSQL,
    cast: Cast,
    arrived: Callable[[], list[str]],
    *,
    kills: int,
    seed: int,
) -> list[Finding]:
    """So many kills, and what became of what was acknowledged."""
    dice, ledger = random.Random(seed), Ledger()  # noqa: S311 - drawn again from its seed
    with _acting(cast, ledger, seed):
        killed = _kill(installation, database, dice, kills, ledger)
        until(lambda: _is_well(cast), "The portal is not well again", _PATIENCE)
    lookup.settle()
    faults = [*lookup.faults(ledger.acts, arrived(), _reader(cast)), *ledger.refused]
    kinds = Counter(act.kind for act in ledger.acts)
    told = {
        "killed": dict(killed),
        "acknowledged": dict(kinds),
        "answers by status": dict(sorted(ledger.answers.items())),
        "mails": len(arrived()),
        "mails that came twice": lookup.sent_twice(arrived()),
        "processes started again": installation.restarts,
    }
    return [
        Finding(f"{kills} kills", told, faults),
        Finding("every kind of act took part", {}, [] if len(kinds) == 5 else [str(kinds)]),
    ]


@contextmanager
def _acting(cast: Cast, ledger: Ledger, seed: int) -> Iterator[None]:
    words = count(1)
    people: list[Person | Editor] = [Editor(cast, ledger, words)]
    for number in range(_PEOPLE):
        dice = random.Random(f"{seed} {number}")  # noqa: S311
        people.append(Person(cast, ledger, dice, words))
    for person in people:
        person.start()
    try:
        yield
    finally:
        for person in people:
            person.stop()
        for person in people:
            person.join()


def _kill(
    installation: Installation,
    database: PostgreSQL,
    dice: random.Random,
    kills: int,
    ledger: Ledger,
) -> Counter[str]:
    """One after the other, some while the one before is still felt."""
    # Of the database the sessions of this process die, too: it must not hold any.
    connections.close_all()
    victims: dict[str, Callable[[], bool]] = {
        "web master": lambda: _strike(installation.process("web")),
        "web worker": lambda: any(map(_strike, _one_of(installation.web_workers(), dice))),
        "fast worker": lambda: _strike(installation.process("fast worker")),
        "slow worker": lambda: _strike(installation.process("slow worker")),
        "scheduler": lambda: _strike(installation.process("scheduler")),
        "database connection": lambda: database.kill_backend(dice.random()),
        "database": lambda: _fell(database),
    }
    killed: Counter[str] = Counter()
    while killed.total() < kills:
        _wait_for_acts(ledger, dice.randint(0, _MOST_BETWEEN))
        time.sleep(dice.random())
        name = dice.choice(list(victims))
        if victims[name]():
            killed[name] += 1
            sys.stderr.write(f"\r{killed.total()} of {kills} kills")
            sys.stderr.flush()
    sys.stderr.write("\n")
    return killed


def _wait_for_acts(ledger: Ledger, more: int) -> None:
    enough = len(ledger.acts) + more
    until(lambda: len(ledger.acts) >= enough, "Nothing is acknowledged any more", _PATIENCE)


def _strike(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
        return True
    return False


def _one_of(processes: list[int], dice: random.Random) -> list[int]:
    return dice.sample(processes, min(len(processes), 1))


def _fell(database: PostgreSQL) -> bool:
    database.kill()
    database.start()
    return True


def _is_well(cast: Cast) -> bool:
    return _reader(cast).get("/readyz").status == 200


def _reader(cast: Cast) -> Browser:
    return Browser(cast.editor.port, "192.0.2.1")
