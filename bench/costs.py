"""What work takes: on the clock, of this processor, and of the database's."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, of processor here and in PostgreSQL's process; statements, and the
    rows that they returned or wrote."""

    wall: float
    here: float
    database: float
    statements: int
    rows: int

    @property
    def cpu(self) -> float:
        """Of both."""
        return self.here + self.database

    def told(self) -> str:
        return f"{self.wall:.3f} s, CPU {self.cpu:.3f} s, {self.statements} statements"


def cost[T](work: Callable[[], T]) -> tuple[Cost, T]:
    """What it took, and what it returned. The database works in one process meanwhile."""
    statements = rows = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal statements, rows
        answer = execute(sql, params, many, context)
        statements += 1
        rows += max(context["cursor"].rowcount, 0)
        return answer

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    database, here, wall = _database(), time.process_time(), time.perf_counter()
    with connection.execute_wrapper(count):
        result = work()
    wall, here = time.perf_counter() - wall, time.process_time() - here
    return Cost(wall, here, _database() - database, statements, rows), result


def load() -> float:
    """How many processes wanted a processor in the last minute."""
    return round(os.getloadavg()[0], 1)


def _database() -> float:
    """Seconds of processor of the process that answers our connection."""
    connection.ensure_connection()
    process = connection.connection.info.backend_pid
    told = Path(f"/proc/{process}/schedstat").read_text(encoding="ascii")
    return int(told.split()[0]) / 1e9
