"""The real input that is measured with: a tree of articles, and judged searches for them."""

import os
from pathlib import Path

from bench.sizes import Size
from kb.importing.report import ImportReport
from kb.importing.run import import_tree
from search import engines
from search.index.catching_up import catch_up_or_wait
from search.index.rebuilding import rebuild
from search.tuning.measures import Judgement, read

CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus/gnome-help"))
DEMO = Path("portal/demo/content")
TREE = CORPUS if CORPUS.exists() else DEMO
QUERIES = CORPUS.with_name("queries-dev.jsonl")
_WAIT = 1_200


def brought_in(size: Size) -> ImportReport:
    """Import the tree, unless it is there, and have every engine of this world hold it."""
    report = import_tree(TREE, locales=size.locales or None)
    shared = engines.shared_engine()
    if shared and not shared.copy():
        rebuild(shared)
    for engine in (engines.engine_of_this_host(), shared):
        if engine:
            catch_up_or_wait(engine, timeout=_WAIT)
    return report


def judged(size: Size) -> list[Judgement]:
    """The judged searches of the languages that are brought in; none without the corpus."""
    if not QUERIES.exists():
        return []
    found = read(QUERIES.read_text(encoding="utf-8").splitlines(), str(QUERIES))
    return [one for one in found if not size.locales or one.locale in size.locales]


def names() -> list[str]:
    """The engines of this world."""
    return [name for name in engines.NAMES if name == "embedded" or engines.shared_engine()]
