"""What a process loads: nothing heavy that it has no use for."""

import os
import subprocess
import sys
from pathlib import Path

from tests.factories.installation import RIGHT

REPOSITORY = Path(__file__).parents[2]
# For vectors, gaps at night, files of other systems, names of robots, languages of texts, engines.
HEAVY = ("numpy", "mammoth", "crawleruseragents", "py3langid", "elasticsearch", "tantivy")
TOLD = f"""
import sys
import portal.wsgi
import portal.jobs.management.commands.run_background
from django.urls import get_resolver
get_resolver().url_patterns
sys.stdout.write(" ".join(one for one in {HEAVY!r} if one in sys.modules))
"""


def test_processes_for_pages_and_for_work_have_loaded_nothing_heavy(tmp_path: Path) -> None:
    earnest = {"DJANGO_SETTINGS_MODULE": "portal.settings.production", "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TOLD],
        cwd=REPOSITORY,
        env=os.environ | RIGHT | earnest,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
