"""What a process loads: nothing heavy that it has no use for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.installation import RIGHT

REPOSITORY = Path(__file__).parents[2]
# For vectors, gaps at night, files of other systems, names of robots, languages of texts.
HEAVY = ("numpy", "mammoth", "crawleruseragents", "py3langid", "elasticsearch", "tantivy")


@pytest.mark.parametrize("also", ["", "portal.jobs.management.commands.run_background"])
def test_a_process_without_vectors_has_loaded_nothing_for_them(also: str, tmp_path: Path) -> None:
    told = (
        f"import sys, portal.wsgi{f', {also}' if also else ''}\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        f"sys.stdout.write(' '.join(one for one in {HEAVY!r} if one in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", told],
        cwd=REPOSITORY,
        env=os.environ
        | RIGHT
        | {"DJANGO_SETTINGS_MODULE": "portal.settings.production", "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
