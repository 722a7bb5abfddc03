"""manage.py never takes an installation for the demo."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.settings.environment import REPOSITORY


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The manage.py of an installation whose settings are written down."""
    (tmp_path / "portal.env").touch()
    return Path(shutil.copy(REPOSITORY / "manage.py", tmp_path))


def _run(manage: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(manage), *command],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_where_settings_are_written_down_nothing_runs_without_them(installed: Path) -> None:
    ended = _run(installed, "version")
    assert ended.returncode == 1
    assert "set -a; . ./portal.env; set +a" in ended.stderr


def test_with_settings_it_runs(installed: Path) -> None:
    assert _run(installed, "version", DJANGO_SETTINGS_MODULE="portal.settings.test").stdout
    assert _run(installed, "version", "--settings=portal.settings.test").stdout


def test_a_database_that_does_not_answer_is_told_of_in_words() -> None:
    """Before a command begins, too: Django's checks ask the database."""
    ended = _run(
        REPOSITORY / "manage.py",
        "showmigrations",
        DJANGO_SETTINGS_MODULE="portal.settings.test",
        DATABASE_URL="postgres://portal@127.0.0.1:1/portal",
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("The database failed; look at DATABASE_URL.")


def test_without_an_installation_it_is_the_demos(installed: Path) -> None:
    installed.with_name("portal.env").unlink()
    assert _run(installed, "version").stdout
