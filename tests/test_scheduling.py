"""A site that takes long to set up is set up in one process."""

import subprocess
import sys
from pathlib import Path

from portal.settings.environment import REPOSITORY
from tests.scheduling import WHOLE

_TESTS = """\
import os
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", range(6))
def test_where(number):
    Path({told!r}, f"{{number}} {{os.environ['PYTEST_XDIST_WORKER']}}").touch()
"""


def _processes(tmp_path: Path, file: str) -> set[str]:
    """Those that six tests of a file ran in."""
    told = tmp_path / "told"
    told.mkdir()
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(_TESTS.format(told=str(told)), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    options = ("-p", "tests.scheduling", "-p", "no:django", "-p", "no:cacheprovider", "-n", "2")
    command = [sys.executable, "-m", "pytest", "-q", *options, "--rootdir", str(tmp_path), file]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "6 passed" in done.stdout, done.stdout + done.stderr
    return {one.name.split()[1] for one in told.iterdir()}


def test_a_whole_file_runs_in_one_process(tmp_path: Path) -> None:
    assert len(_processes(tmp_path, WHOLE[0])) == 1


def test_any_other_file_runs_in_several(tmp_path: Path) -> None:
    assert len(_processes(tmp_path, "tests/test_else.py")) == 2


def test_whole_files_are_there() -> None:
    assert [path for path in WHOLE if not (REPOSITORY / path).is_file()] == []
