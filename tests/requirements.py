"""What a test may need from the machine, and how its absence is told."""

import shutil
from collections import Counter
from collections.abc import Iterable

import pytest
from django.db import connection

PREFIX = "not here: "
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The system's Chromium, if there is one."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def missing() -> dict[str, str]:
    """Marker → why its tests cannot run on this machine."""
    reasons = {}
    if not chromium():
        reasons["browser"] = "Chromium is missing (Debian: chromium, fonts-noto-core)"
    return reasons


def skipped_for_lack(reports: Iterable[pytest.TestReport]) -> Counter[str]:
    """How many tests were skipped because the machine lacks something, by reason."""
    counts: Counter[str] = Counter()
    for report in reports:
        text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if PREFIX in text:
            counts[text.split(PREFIX, 1)[1]] += 1
    return counts


def on_postgresql() -> bool:
    """Whether this run's database is PostgreSQL."""
    return connection.vendor == "postgresql"
