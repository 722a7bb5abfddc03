"""Whether one run answers better than another. Pure functions.

A paired bootstrap: the queries are drawn with replacement, each with its two figures, and the
mean difference is taken of each drawing (Efron and Tibshirani, An Introduction to the Bootstrap,
1993, chapter 13, percentile interval). The seed is fixed, so the same runs give the same interval.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

RESAMPLES = 2_000
SEED = 20261122
_LEVEL = 0.95

type Key = tuple[str, str]
"""A query by its language and text."""


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """The mean of `after - before` over `queries` pairs, and its 95 % interval."""

    queries: int
    before: float
    after: float
    mean: float
    low: float
    high: float

    def as_json(self) -> dict[str, Any]:
        return {
            "queries": self.queries,
            "before": round(self.before, 4),
            "after": round(self.after, 4),
            "difference": round(self.mean, 4),
            "interval": [round(self.low, 4), round(self.high, 4)],
        }


def difference(
    before: Sequence[float],
    after: Sequence[float],
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> PairedDifference | None:
    """Compare the figures of the same queries in the same order; None without any.

    Raises ValueError when the lengths differ.
    """
    gains = [new - old for old, new in zip(before, after, strict=True)]
    if not gains:
        return None
    draw = random.Random(seed)  # noqa: S311 - a fixed drawing, not a secret
    means = sorted(fmean(draw.choices(gains, k=len(gains))) for _time in range(resamples))
    cut = (1 - _LEVEL) / 2
    return PairedDifference(
        len(gains),
        fmean(before),
        fmean(after),
        fmean(gains),
        means[round(cut * (resamples - 1))],
        means[round((1 - cut) * (resamples - 1))],
    )


def compared(before: Mapping[Key, float], after: Mapping[Key, float]) -> dict[str, Any]:
    """The difference over all queries that both runs have, and by language.

    `left_out` is how many only one of them has.
    """
    both = sorted(before.keys() & after.keys())
    by_locale: dict[str, list[Key]] = defaultdict(list)
    for key in both:
        by_locale[key[0]].append(key)
    return {
        "all": _as_json(before, after, both),
        "locales": {
            locale: _as_json(before, after, keys) for locale, keys in sorted(by_locale.items())
        },
        "left_out": len(before.keys() ^ after.keys()),
        "resamples": RESAMPLES,
    }


def _as_json(
    before: Mapping[Key, float], after: Mapping[Key, float], keys: Sequence[Key]
) -> dict[str, Any] | None:
    found = difference([before[key] for key in keys], [after[key] for key in keys])
    return found.as_json() if found else None
