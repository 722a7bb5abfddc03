"""Makes the last state, upgrades it by one command, and compares: see tools/upgrade-proof."""

import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from upgrade_proof.comparing import differences
from upgrade_proof.programs import Installation, dumped_and_restored, free_port


def main() -> int:
    """Prove it on the database of DATABASE_URL, or on SQLite; 1 if something is not as it was."""
    asked = _arguments()
    database = os.environ.get("DATABASE_URL", "")
    kind = "PostgreSQL" if database else "SQLite"
    begun = time.monotonic()

    def say(what: str) -> None:
        sys.stdout.write(f"{kind}, {time.monotonic() - begun:3.0f} s: {what} ...\n")
        sys.stdout.flush()

    state = asked.folder / kind
    (state / "var").mkdir(parents=True)
    old = Installation(
        asked.old, asked.old_python, state / "var", database, state, port=free_port()
    )
    say("making the demo in the last state")
    old.manage("demo", "--only-prepare")
    say("letting people act in it, and writing down what there is")
    with old.serving():
        old.step("make")
    new = replace(old, code=asked.new, python=asked.new_python)
    if database:
        say("restoring its dump as a fresh database")
        new = replace(new, database=dumped_and_restored(database, state))
    for turn in ("first", "second"):
        say(f"upgrading by one command, the {turn} time")
        _upgrade(new)
        new.step("tables", turn)
    say("reading what there is now")
    new.step("facts")
    say("opening old addresses, searching, ending what was begun")
    with new.serving():
        new.step("use")
    return _judge(state, kind, say)


def _upgrade(new: Installation) -> None:
    """What brings an installation up after `git pull`: deploy; a demo prepares itself."""
    if new.database:
        new.deploy()
    else:
        new.manage("demo", "--only-prepare")


def _judge(state: Path, kind: str, say: Any) -> int:
    compared = {"a second upgrade": [_read(state, "second"), _read(state, "first")]}
    for name in ("rows", "facts", "use"):
        compared |= _read(state, name)
    wrong = [text for name, pair in compared.items() if (text := differences(name, *pair))]
    for name, (seen, _due) in compared.items():
        size = f" ({len(seen)})" if isinstance(seen, dict | list) else ""
        sys.stdout.write(f"  compared: {name}{size}\n")
    sys.stdout.write("".join(f"{text}\n" for text in wrong))
    say(f"{len(wrong)} of {len(compared)} differ" if wrong else "nothing is lost")
    return int(bool(wrong))


def _read(state: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((state / f"{name}.json").read_text())
    return found


def _arguments() -> Namespace:
    parser = ArgumentParser("upgrade_proof", description=__doc__)
    for name in ("old", "old_python", "new", "new_python", "folder"):
        parser.add_argument(name, type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
