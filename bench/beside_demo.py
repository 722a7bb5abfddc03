"""An import into the demo while it is running."""

import os
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import TREE
from bench.processes import REPOSITORY, free_port, manage, running, wait_for
from bench.rows import Row, at_least
from bench.sizes import Size


def measure(size: Size) -> list[Row]:
    """From the command's start to the moment at which all can be searched."""
    port = free_port()
    with (
        TemporaryDirectory(prefix="portal-bench-demo-") as folder,
        running(*manage("demo", "--port", str(port)), VAR_DIR=folder),
    ):
        wait_for(port)
        began = time.perf_counter()
        only = [part for locale in size.locales for part in ("--locale", locale)]
        done = subprocess.run(  # noqa: S603 - our own command
            manage("import_articles", str(TREE.resolve()), *only),
            cwd=REPOSITORY,
            env=os.environ | {"VAR_DIR": folder},
            check=False,
            capture_output=True,
            text=True,
        )
        seconds = time.perf_counter() - began
    files = _files(size)
    return [
        at_least(
            "import-beside-demo-files-per-second",
            "files imported a second beside a running demo, search indexed",
            files / seconds,
            15,
            files=files,
            seconds=round(seconds, 1),
            searchable="Everything can be searched" in done.stdout,
        )
    ]


def _files(size: Size) -> int:
    folders = [TREE / locale for locale in size.locales] or [Path(TREE)]
    return sum(1 for folder in folders for _path in folder.rglob("*.md"))
