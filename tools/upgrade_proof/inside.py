"""One step of the proof, inside of one state of the code: `python -m upgrade_proof.inside STEP`.

Runs in that state's folder, so that what it imports from the portal is that state's. It reads and
writes JSON in the folder PROOF_STATE; PROOF_PORT is where the state's server listens. What was
seen in the new state is written beside what is due: {"what": [seen, due]}.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

STATE = Path(os.environ["PROOF_STATE"])
PORT = int(os.environ["PROOF_PORT"])


def make() -> None:
    """In the last state: let people act, then write down what there is."""
    from upgrade_proof import addresses, facts, story

    at = datetime.now(UTC)  # the demo reports in UTC
    begun = story.tell(PORT, at)
    guest, moderator = _readers(begun)
    paths = addresses.collect(guest, begun["suggestions"])
    _write("begun", {"at": at.isoformat(), "paths": paths} | begun)
    seen = _over_http(guest, moderator, paths)
    _write("before", seen | _facts(at) | {"rows": facts.rows()})


def facts() -> None:
    """In the new state: write down what is in the database, before anybody uses it."""
    from upgrade_proof import facts, schema

    before, now = _read("before"), facts.rows()
    _write("rows", {"rows of each table": [now, schema.rows_due(before["rows"], now)]})
    after = _facts(datetime.fromisoformat(_read("begun")["at"]))
    _write("facts", {name: [now, before[name]] for name, now in after.items()})


def tables() -> None:
    """Write down every table with a checksum over its rows."""
    from django.db import connection

    quote = connection.ops.quote_name
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {quote(table)}")  # noqa: S608 - the database's own names
            lines = sorted(repr(row) for row in cursor.fetchall())
            found[table] = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    _write(sys.argv[2], found)


def use() -> None:
    """In the new state: open the old addresses, search, and end what was begun."""
    from upgrade_proof import continued, finding

    begun = _read("begun")
    guest, moderator = _readers(begun)
    seen, before = _over_http(guest, moderator, begun["paths"]), _read("before")
    ends = continued.end(PORT, begun)
    finding.catch_up()
    due = {"threads": finding.every_visible_thread(), "differences": 0}
    caught_up = {"threads": finding.threads(guest), "differences": finding.differences()}
    finding.rebuild()
    rebuilt = {"threads": finding.threads(guest), "differences": finding.differences()}
    came = {
        "the index after the worker": (caught_up, due),
        "the index built anew": (rebuilt, due),
    }
    came |= {name: (now, before[name]) for name, now in seen.items()}
    _write("use", came | ends)


def _readers(begun: dict[str, Any]) -> tuple[Any, Any]:
    from upgrade_proof.browser import Browser
    from upgrade_proof.people import MODERATOR

    guest = Browser(PORT, "looks-around")
    return guest, Browser(PORT, "moderates", cookies=dict(begun["cookies"][MODERATOR]))


def _over_http(guest: Any, moderator: Any, paths: list[str]) -> dict[str, Any]:
    from upgrade_proof import addresses, finding

    return addresses.read(guest, moderator, paths) | {
        "threads found at once": finding.threads(guest),
        "articles found": finding.articles(guest),
    }


def _facts(at: datetime) -> dict[str, Any]:
    from upgrade_proof import facts, figures

    readers = (
        facts.posts, facts.threads, facts.categories, facts.reports, facts.moderation,
        facts.drafts, facts.attempts, facts.attempts_by_outcome, facts.steps_by_day,
        facts.visits_by_day, facts.requests, facts.mails, facts.article_votes, facts.articles,
        facts.accounts, facts.rights, figures.rolled_up,
    )  # fmt: skip
    found: dict[str, Any] = {_name(reader): reader() for reader in readers}
    of_a_moment = (figures.closed_days, figures.up_to_today, figures.rolled_up_again)
    return found | {_name(reader): reader(at) for reader in of_a_moment}


def _name(reader: Callable[..., Any]) -> str:
    return reader.__name__.replace("_", " ")


def _write(name: str, found: Any) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    (STATE / f"{name}.json").write_text(text)


def _read(name: str) -> Any:
    return json.loads((STATE / f"{name}.json").read_text())


if __name__ == "__main__":
    django.setup()
    {"make": make, "facts": facts, "tables": tables, "use": use}[sys.argv[1]]()
