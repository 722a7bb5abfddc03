"""A rate: so many times in so long."""

import re
from dataclasses import dataclass
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

LONGEST = timedelta(days=7)

# What views write: (5, "1d").
RateLike = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` uses in a window of `period`, which the first use opens."""

    limit: int
    period: timedelta


def rate(like: RateLike) -> Rate:
    """Read `(5, "1d")`; raises ValueError for no number of s, m, h or d, and over a week."""
    limit, words = like
    match = re.fullmatch(r"([1-9]\d{0,4})([smhd])", words, re.ASCII)
    period = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else LONGEST
    if limit < 1 or not match or period > LONGEST:
        raise ValueError(f"No rate: {like!r}")
    return Rate(limit, period)
