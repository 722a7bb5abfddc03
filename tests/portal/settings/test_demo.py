"""The demo's settings."""

import os
import subprocess
import sys
from pathlib import Path

from portal.settings.environment import REPOSITORY


def test_a_demo_with_a_secret_of_its_own_finds_the_folder_of_its_database(tmp_path: Path) -> None:
    folder = tmp_path / "δεδομένα" / "var"
    variables = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), "SECRET_KEY": "a" * 50}
    command = [sys.executable, "manage.py", "showmigrations", "--settings=portal.settings.demo"]
    subprocess.run(command, cwd=REPOSITORY, env=variables, check=True, capture_output=True)
    assert (folder / "portal.sqlite3").exists()
