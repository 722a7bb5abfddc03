"""What a test may need from the machine, and how its absence is told."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import connection

from portal.demo import apertium

PREFIX = "not here: "
TOOLS = Path(__file__).parent.parent / "tools"
# Program → Debian's package.
DEPLOYMENT = {
    "caddy": "caddy",
    "nginx": "nginx",
    "openssl": "openssl",
    "systemd-analyze": "systemd",
}
# Programs and pairs of languages, all of them Debian's packages.
APERTIUM = ("apertium-apy", "apertium-dan-nor", "apertium-swe-nor", "apertium-swe-dan")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The system's Chromium, if there is one."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def elasticsearch_lacks() -> str:
    """What the real Elasticsearch node needs and this machine has not."""
    finds_jdk = [TOOLS / "elasticsearch" / "java-home"]
    if subprocess.run(finds_jdk, capture_output=True).returncode:
        return (
            "a JDK of version 21 or newer is missing (Debian 13: openjdk-21-jdk-headless; "
            "Debian 12 has none: install one and set ES_JAVA_HOME)"
        )
    return "" if shutil.which("mvn") else "Maven is missing (Debian: maven)"


def missing() -> dict[str, str]:
    """Marker → why its tests cannot run on this machine."""
    reasons = {}
    if not chromium():
        reasons["browser"] = "Chromium is missing (Debian: chromium, fonts-noto-core)"
    if lacking := [name for program, name in DEPLOYMENT.items() if not shutil.which(program)]:
        reasons["deployment"] = f"{', '.join(lacking)} (Debian's packages)"
    if not apertium.is_installed():
        reasons["apertium"] = f"{', '.join(APERTIUM)} (Debian's packages)"
    if lack := elasticsearch_lacks():
        reasons["elasticsearch"] = f"Elasticsearch: {lack}"
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
