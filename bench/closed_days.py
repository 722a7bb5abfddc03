"""Closed days: their sums against a GROUP BY over their steps, and what closing one costs."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.cache import caches
from django.db import connection

from bench import made_days, many_days
from bench.costs import Cost, cost, load
from bench.rows import Row, at_least, at_most
from bench.sizes import Size
from portal import locales
from portal.effort import daily, rollups
from portal.effort.counts import Count
from portal.journal import days
from portal.journal.models import Step

_BY_LANGUAGE = """
SELECT reader_locale, count(*) FILTER (WHERE kind = 'read' AND item_kind <> 'topic'),
  count(*) FILTER (WHERE kind = 'search' AND weak), count(*) FILTER (WHERE kind = 'search')
FROM journal_step WHERE day BETWEEN %s AND %s AND uncounted = '' GROUP BY 1
"""
_BY_ARTICLE = """
SELECT family, reader_locale, count(*) FROM journal_step
WHERE day BETWEEN %s AND %s AND uncounted = '' AND kind = 'read' AND item_kind <> 'topic'
GROUP BY 1, 2
"""

type Counts = Mapping[Any, Count]
type Read = Callable[[date, date], Counts]


def measure(size: Size) -> list[Row]:
    """The sums of 400 days, remembered by nobody; then yesterday, with as many steps again."""
    many_days.have_400_days(size)
    return [
        _against("language", "of searches and reads by language", _languages, _raw_languages),
        _against("article", "of reads by article and language", _articles, _raw_articles),
        _closing(size),
    ]


def _against(id: str, of: str, read: Read, raw: Read) -> Row:
    """How much faster the sums are told. Raises RuntimeError where they are not the same."""
    first, last = rollups.counting_began(), rollups.last_closable()
    assert first
    caches["figures"].clear()
    ours, told = cost(lambda: read(first, last))
    theirs, should = cost(lambda: raw(first, last))
    if told != should:
        raise RuntimeError(f"The sums {of} differ from those of the steps")
    return at_least(
        f"closed-days-by-{id}",
        f"processor for the sums {of}: a GROUP BY over the steps ÷ closed days",
        theirs.cpu / ours.cpu,
        50,
        closed_days=ours.told(),
        group_by=theirs.told(),
        sums=len(told),
        days=(last - first).days + 1,
        load=load(),
    )


def _languages(first: date, last: date) -> Counts:
    found = daily.read(first, last, days.begins(last)).sums(first, last)
    return {key: n for key, n in found.items() if key[0] in {"reads", "search_weak"}}


def _raw_languages(first: date, last: date) -> Counts:
    found = {}
    for code, reads, weak, searches in _asked(_BY_LANGUAGE, first, last):
        found["reads", code] = Count(reads, reads)
        found["search_weak", code] = Count(weak, searches)
    return found


def _articles(first: date, last: date) -> Counts:
    read = daily.read(first, last, days.begins(last))
    return read.by_value(first, last, "reads", "family", locales.codes())


def _raw_articles(first: date, last: date) -> Counts:
    rows = _asked(_BY_ARTICLE, first, last)
    return {(family, code): Count(n, n) for family, code, n in rows}


def _asked(statement: str, first: date, last: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [first, last])
        return list(cursor.fetchall())


def _closing(size: Size) -> Row:
    today = days.day_of()
    yesterday = today - timedelta(days=1)
    made_days.make([yesterday], size.steps_a_day)
    steps = Step.objects.filter(day=yesterday).count()
    tomorrow = days.begins(today + timedelta(days=1)) + timedelta(hours=1)
    taken, closed = cost(lambda: rollups.close_days(tomorrow))
    if closed != 1:
        raise RuntimeError(f"{closed} days were closed instead of one")
    return _told(taken, steps)


def _told(taken: Cost, steps: int) -> Row:
    return at_most(
        "closing-a-day-cpu-s",
        "processor for closing a day of 50,000 steps, s",
        taken.cpu,
        5,
        wall_s=round(taken.wall, 2),
        here_s=round(taken.here, 2),
        database_s=round(taken.database, 2),
        statements=taken.statements,
        steps=steps,
        load=load(),
    )
