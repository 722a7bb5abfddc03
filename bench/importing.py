"""How fast a tree of articles comes in, and how fast nothing happens the second time."""

import os
import time
from pathlib import Path

from bench.rows import Row, at_least, at_most
from kb.importing.run import ImportReport, import_tree
from search.engines import engine
from search.indexing import catch_up_or_wait

CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus/gnome-help"))
DEMO = Path("portal/demo/content")


def measure() -> list[Row]:
    """Import the corpus (or the demo's content where there is none) twice, indexed each time."""
    tree = CORPUS if CORPUS.exists() else DEMO
    files = sum(1 for _path in tree.rglob("*.md"))
    first, report = _timed(tree)
    again, unchanged = _timed(tree)
    beside = {"tree": tree.name, "files": files, "seconds": round(first, 1)}
    return [
        at_least(
            "import-files-per-second",
            "files imported a second, search indexed",
            files / first,
            15,
            **beside,
            problems=len(report.problems),
        ),
        at_most(
            "import-again-share",
            "time of a second import that changes nothing, as a share of the first",
            again / first,
            0.2,
            **beside,
            again_seconds=round(again, 2),
        ),
        at_most(
            "import-again-changes",
            "pages that a second import touches",
            unchanged.created + unchanged.updated,
            0,
        ),
    ]


def _timed(tree: Path) -> tuple[float, ImportReport]:
    began = time.perf_counter()
    report = import_tree(tree)
    catch_up_or_wait(engine(), timeout=600)
    return time.perf_counter() - began, report
