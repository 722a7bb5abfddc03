"""A rate: so many times in so long."""

import re
from dataclasses import dataclass
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

# What views write: (5, "1d").
RateLike = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` uses in a window of `period`, which the first use opens."""

    limit: int
    period: timedelta


def rate(like: RateLike) -> Rate:
    """Read `(5, "1d")`; raises ValueError for anything that is no number of s, m, h or d."""
    limit, words = like
    match = re.fullmatch(r"([1-9]\d{0,4})([smhd])", words, re.ASCII)
    if limit < 1 or not match:
        raise ValueError(f"No rate: {like!r}")
    return Rate(limit, timedelta(**{_UNITS[match[2]]: int(match[1])}))
