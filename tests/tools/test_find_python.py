"""The installer finds a ready-built Python where Debian's own is too old."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.settings.environment import REPOSITORY

PLACES = (
    ".local/share/uv/python/cpython-3.13.5-linux-x86_64-gnu/bin/python3",
    ".pyenv/versions/3.12.9/bin/python",
    ".local/share/mise/installs/python/3.14.0/bin/python3",
)


@pytest.mark.parametrize("place", PLACES)
def test_it_is_found_beside_an_older_one(tmp_path: Path, place: str) -> None:
    programs, ready_built = tmp_path / "bin", tmp_path / place
    programs.mkdir()
    ready_built.parent.mkdir(parents=True)
    for program in ("bash", "env"):
        found = "/bin" if os.path.exists(f"/bin/{program}") else "/usr/bin"
        (programs / program).symlink_to(f"{found}/{program}")
    older = programs / "python3"
    older.write_text("#!/bin/bash\nexit 1\n")
    older.chmod(0o755)
    ready_built.write_text(f'#!/bin/bash\nexec {sys.executable} "$@"\n')
    ready_built.chmod(0o755)

    done = subprocess.run(
        [REPOSITORY / "tools" / "find-python"],
        env={"PATH": str(programs), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert (done.stdout.strip(), done.returncode) == (str(ready_built), 0), done.stderr
