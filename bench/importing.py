"""How fast a tree of articles comes in, and how fast nothing happens the second time."""

from bench.corpus import TREE, brought_in
from bench.rows import Row, at_least, at_most
from bench.sizes import Size
from bench.timing import timed


def measure(size: Size) -> list[Row]:
    """Import the tree (the corpus, or the demo's where there is none) twice, indexed each time."""
    first, report = timed(lambda: brought_in(size))
    again, unchanged = timed(lambda: brought_in(size))
    beside = {"tree": TREE.name, "files": report.files, "seconds": round(first / 1000, 1)}
    return [
        at_least(
            "import-files-per-second",
            "files imported a second, search indexed",
            report.files / first * 1000,
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
            again_seconds=round(again / 1000, 2),
        ),
        at_most(
            "import-again-changes",
            "pages that a second import touches",
            unchanged.created + unchanged.updated,
            0,
        ),
    ]
