"""Spending from a limit: one atomic statement decides, on SQLite and on PostgreSQL."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal import batches, clock
from portal.limits.errors import TooMany
from portal.limits.models import Counter
from portal.limits.rates import LONGEST, RateLike, rate

type Share = tuple[str, str, Sequence[RateLike]]
"""A name, whose use of it is counted, and how often."""


def spend_all(shares: Iterable[Share]) -> None:
    """Count one use of each share; raises TooMany, counting nothing, when one is used up."""
    spent: list[Share] = []
    for share in shares:
        try:
            spend(*share)
        except TooMany:
            for earlier in spent:
                give_back(*earlier)
            raise
        spent.append(share)


def spend(name: str, who: str, rates: Sequence[RateLike], *, at: datetime | None = None) -> None:
    """Count one use for each rate; raises TooMany, counting nothing, when one is used up."""
    at = at or timezone.now()
    spent: list[RateLike] = []
    for each in rates:
        wait = _spend_one(_key(name, who, each), each, at)
        if wait is not None:
            give_back(name, who, spent)
            raise TooMany(name, wait)
        spent.append(each)


def give_back(name: str, who: str, rates: Sequence[RateLike]) -> None:
    """Take back one use, for a try that came to nothing."""
    for each in rates:
        Counter.objects.filter(key=_key(name, who, each), count__gt=0).update(count=F("count") - 1)


def prune(at: datetime | None = None) -> int:
    """Delete the windows that are over."""
    over = clock.has_come("until", at or timezone.now(), LONGEST)
    return batches.delete(Counter.objects.filter(over))


def _key(name: str, who: str, each: RateLike) -> str:
    what = f"{name}\n{each}\n{who}".encode(errors="surrogatepass")
    return salted_hmac("portal.limits", what, algorithm="sha256").hexdigest()


def _spend_one(key: str, each: RateLike, at: datetime) -> timedelta | None:
    """Count one use, or say how long to wait."""
    limit = rate(each)
    row = Counter.objects.filter(key=key)
    is_over = clock.has_come("until", at, limit.period)
    if row.filter(~is_over, count__lt=limit.limit).update(count=F("count") + 1):
        return None
    if row.filter(is_over).update(count=1, until=at + limit.period):
        return None
    until = row.values_list("until", flat=True).first()
    if until is None:
        # The first use: whoever comes second finds the row and counts on it.
        Counter.objects.bulk_create(
            [Counter(key=key, count=0, until=at + limit.period)], ignore_conflicts=True
        )
        return _spend_one(key, each, at)
    return until - at
