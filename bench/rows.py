"""The form of a result, and how results are kept."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    `bound` says in words and signs what must hold; `beside` what was measured in the same run to
    compare with.
    """

    id: str
    what: str
    value: float
    bound: str
    holds: bool
    beside: dict[str, Any]


def at_most(id: str, what: str, value: float, bound: float, **beside: Any) -> Row:
    """A figure that must not be larger than its bound."""
    return Row(id, what, round(value, 4), f"<= {bound}", value <= bound, beside)


def at_least(id: str, what: str, value: float, bound: float, **beside: Any) -> Row:
    """A figure that must not be smaller than its bound."""
    return Row(id, what, round(value, 4), f">= {bound}", value >= bound, beside)


def write(path: Path, rows: Sequence[Row]) -> None:
    """Hand rows over to another process."""
    path.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False))


def read(path: Path) -> list[Row]:
    """Rows that were handed over; none when it never came to that."""
    return [Row(**row) for row in json.loads(path.read_text())] if path.exists() else []


def keep(rows: Sequence[Row]) -> None:
    """Write the rows, with machine, date and commit; rows of other subjects stay."""
    earlier = json.loads(RESULTS.read_text())["rows"] if RESULTS.exists() else []
    measured = {row.id for row in rows}
    kept = [row for row in earlier if row["id"] not in measured]
    context = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": {
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
            "memory": f"{_memory():.0f} GB",
            "python": platform.python_version(),
            # How many wanted a processor in the last quarter of an hour.
            "load": round(os.getloadavg()[2], 1),
        },
    }
    rows_out = sorted([*kept, *(asdict(row) | context for row in rows)], key=lambda row: row["id"])
    RESULTS.write_text(json.dumps({"rows": rows_out}, indent=2, ensure_ascii=False) + "\n")


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _commit() -> str:
    """What is measured; the figures of other runs do not make it another."""
    others = ":(top,exclude)bench/results.json"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", others)
    return _git("rev-parse", "--short=7", "HEAD") + ("-dirty" if changed else "")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.stdout.strip()
