"""Bad articles planted in months of the story: how many stand first in the report's list."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from bench.demo_site import seeded
from bench.rows import Row, at_least
from bench.sizes import Size
from portal.demo import library, story, traffic
from portal.demo.library import Library
from portal.demo.story import Story, Text
from portal.effort import report, rollups
from portal.journal import days

_PLANTED = 6
_FIRST = 10
# Of each language's articles the most wanted: who reads no article tells nothing about it.
_WANTED = 10


def measure(size: Size) -> list[Row]:
    """Months of several seeds, each with other bad articles; the worst of them counts."""
    seeded()
    found = library.read()
    by_seed = {seed: _found(found, seed) for seed in range(1, size.months + 1)}
    return [
        at_least(
            "planted-articles-found",
            f"of {_PLANTED} planted bad articles in the first {_FIRST} of the list, worst month",
            min(by_seed.values()),
            5,
            by_seed=by_seed,
        )
    ]


def _found(texts: Library, seed: int) -> int:
    now = timezone.now()
    bad = frozenset(random.Random(seed).sample(_candidates(texts), _PLANTED))  # noqa: S311
    with _undone():
        for rows in traffic.draw_rows(texts, now, Story(seed, bad)):
            traffic.write(rows)
        rollups.close_days(now)
        first = days.day_of(now) - timedelta(days=story.MONTH)
        listed = report.build(first, days.day_of(now), at=now).lists.wrote_anyway[:_FIRST]
    return len(bad & {(one.slug, one.locale) for one in listed})


def _candidates(texts: Library) -> list[Text]:
    return [
        (family, locale)
        for locale in story.VISITS
        for family in story.POPULAR[:_WANTED]
        if locale in texts.languages[family]
    ]


@contextmanager
def _undone() -> Iterator[None]:
    """Nothing of it stays for what is measured next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
