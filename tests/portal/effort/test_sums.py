"""Sums of closed days: read from months and days, remembered, and always what the days hold."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.effort import daily, forgetting, months, rebuilding, report, rollups
from portal.effort.counts import WHOLE, Count
from portal.effort.daily import Daily
from portal.effort.figures import definitions
from portal.effort.models import ClosedDay, DailyFigure, MonthFigure
from portal.journal.models import Step
from tests.factories.effort import Reader
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 1, 11), date(2026, 5, 20)
LATER = at("2026-05-23 12:00")
MONDAY = date(2026, 3, 2)
CODES = ("el", "ar", "da")
VALUES = ("hub", "ήχος", "trådløs")
DRAWN = random.Random(8)


def closed(day: date, draw: random.Random) -> None:
    """A closed day of anything."""
    ClosedDay.objects.create(day=day, definitions=definitions())
    tally = {}
    for _row in range(draw.randrange(12)):
        kind = draw.choice([WHOLE, "family", "query"])
        value = draw.choice(VALUES) if kind else ""
        of = draw.randrange(9)
        key = (draw.choice(["reads", "search_weak"]), draw.choice(CODES), kind, value)
        tally[key] = Count(draw.randint(0, of), of)
    rollups.write(day, tally)


def lived_through() -> None:
    """Months with a day here and there that was never closed."""
    for offset in range((LAST - FIRST).days + 1):
        if DRAWN.random() < 0.95:
            closed(FIRST + timedelta(days=offset), DRAWN)


def periods(number: int) -> Iterator[tuple[date, date]]:
    whole = (date(2026, 2, 1), date(2026, 3, 31))
    yield from (whole, (FIRST, LAST), (MONDAY, MONDAY))
    for _time in range(number):
        one, other = (FIRST + timedelta(days=DRAWN.randint(-20, 150)) for _end in "ab")
        yield min(one, other), max(one, other)


def added(first: date, last: date, kind: str, *by: str) -> dict[tuple[Any, ...], Count]:
    """The plain sum over the rows of days."""
    total: dict[tuple[Any, ...], Count] = defaultdict(Count)
    for row in DailyFigure.objects.filter(kind=kind, day__gte=first, day__lte=last):
        total[tuple(getattr(row, name) for name in by)] += Count(row.numerator, row.denominator)
    return dict(total)


def read(first: date, last: date) -> Daily:
    return daily.read(first, last, LATER)


def differs(first: date, last: date) -> list[str]:
    """What a span is read as otherwise than its days add up to."""
    found = read(first, last)
    told: dict[str, tuple[Any, Any]] = {
        "sums": (found.sums(first, last), added(first, last, WHOLE, "figure", "locale")),
        "days": (
            found.by_day(first, last, ["reads", "search_weak"], CODES),
            added(first, last, WHOLE, "figure", "day"),
        ),
    }
    for kind in ("family", "query"):
        for figure in ("reads", "search_weak"):
            rows = added(first, last, kind, "figure", "value", "locale")
            own = {(value, code): n for (key, value, code), n in rows.items() if key == figure}
            greek = {key: count for key, count in own.items() if key[1] == "el"}
            ranked = sorted((-count.numerator, *key) for key, count in own.items())[:3]
            told |= {
                f"{figure} {kind}": (found.by_value(first, last, figure, kind, CODES), own),
                f"{figure} {kind} el": (found.by_value(first, last, figure, kind, ["el"]), greek),
                f"{figure} {kind} most": (
                    found.most(first, last, figure, kind, CODES, 3),
                    [(value, code, -n) for n, value, code in ranked],
                ),
            }
    return [f"{first} {last} {name}" for name, (is_, should) in told.items() if is_ != should]


def test_any_span_is_what_its_days_add_up_to_read_for_the_first_time_or_again() -> None:
    lived_through()
    spans = list(periods(12))
    assert not [wrong for span in spans for wrong in differs(*span)]
    caches["figures"].clear()
    assert months.add_up() == 5
    assert not [wrong for span in spans for wrong in differs(*span)]
    again = [MONDAY, date(2026, 4, 30)]
    ClosedDay.objects.filter(day__in=again).delete()
    DailyFigure.objects.filter(day__in=again).delete()
    for day in again:
        closed(day, DRAWN)
    # In part remembered from before, in part of months that are of other days by now.
    assert not [wrong for span in spans for wrong in differs(*span)]
    assert months.add_up() == 2
    assert months.add_up() == 0
    assert not [wrong for span in spans for wrong in differs(*span)]


def test_more_than_are_remembered_are_ranked_with_what_open_days_hold() -> None:
    searches = {("search_weak", "el", "query", f"λέξη {n:04}"): Count(2, 2) for n in range(1_200)}
    ClosedDay.objects.create(day=MONDAY, definitions=definitions())
    rollups.write(MONDAY, searches)
    # The last of all of them: it alone is searched for today.
    for number in range(3):
        who = Reader(f"198.51.100.{number}", "el")
        who.searched("λέξη 1199", "2026-03-04 09:00", weak=True)
    found = daily.read(MONDAY, date(2026, 3, 4), at("2026-03-04 12:00"))
    most = found.most(MONDAY, date(2026, 3, 4), "search_weak", "query", ["el"], 2)
    assert most == [("λέξη 1199", "el", 5), ("λέξη 0000", "el", 2)]


def test_sums_that_were_read_are_not_read_again() -> None:
    lived_through()
    months.add_up()
    told = [report.build(FIRST, LAST, at=LATER)]
    assert told[0].rows
    assert told[0].lists
    with CaptureQueriesContext(connection) as queries:
        told.append(report.build(FIRST, LAST, at=LATER))
        assert told[0].rows == told[1].rows
        assert told[0].lists == told[1].lists
    read_again = [sql["sql"] for sql in queries if "effort_dailyfigure" in sql["sql"]]
    assert not read_again


def test_whole_months_are_read_by_their_sums() -> None:
    lived_through()
    months.add_up()
    DailyFigure.objects.filter(day__gte=date(2026, 2, 1), day__lt=date(2026, 5, 1)).delete()
    families = read(FIRST, LAST).by_value(FIRST, LAST, "reads", "family", CODES)
    edges = added(FIRST, LAST, "family", "figure")["reads",]
    assert sum(one.denominator for one in families.values()) > edges.denominator


def test_no_month_keeps_the_words_of_searches() -> None:
    lived_through()
    months.add_up()
    assert set(MonthFigure.objects.values_list("kind", flat=True)) == {WHOLE, "family"}


def test_a_month_that_is_not_over_is_read_by_its_sums_too() -> None:
    tuesday, wednesday = (MONDAY + timedelta(days=n) for n in (1, 2))
    march = (date(2026, 3, 1), date(2026, 3, 31))

    def reads(first: date, last: date) -> Count | None:
        return read(*march).sums(first, last).get(("reads", "el"))

    for day in (MONDAY, tuesday):
        ClosedDay.objects.create(day=day, definitions=definitions())
        rollups.write(day, {("reads", "el", WHOLE, ""): Count(2, 2)})
    assert months.add_up() == 1
    DailyFigure.objects.filter(day=MONDAY).delete()
    assert reads(*march) == reads(MONDAY, tuesday) == Count(4, 4)
    assert reads(tuesday, march[1]) == Count(2, 2)
    assert reads(MONDAY, MONDAY) is None
    ClosedDay.objects.create(day=wednesday, definitions=definitions())
    rollups.write(wednesday, {("reads", "el", WHOLE, ""): Count(1, 1)})
    assert reads(*march) == Count(3, 3)
    assert (months.add_up(), months.add_up()) == (1, 0)


def test_a_day_that_is_counted_again_is_read_again() -> None:
    who = Reader("198.51.100.7", "el")
    who.read("hub", "2026-03-02 09:00")
    who.read("ήχος", "2026-03-02 09:10")
    rollups.close_days(at("2026-03-05 12:00"))
    months.add_up()
    assert read(MONDAY, MONDAY).sums(MONDAY, MONDAY)["reads", "el"] == Count(2, 2)
    Step.objects.filter(family="hub").delete()
    assert rebuilding.rebuild(MONDAY, MONDAY, LATER).counted == 1
    assert read(MONDAY, MONDAY).sums(MONDAY, MONDAY)["reads", "el"] == Count(1, 1)
    march = (date(2026, 3, 1), date(2026, 3, 31))
    assert read(*march).sums(*march)["reads", "el"] == Count(1, 1)


def test_words_that_were_forgotten_are_not_remembered() -> None:
    Reader("198.51.100.7", "el").searched("ήχος", "2026-03-02 09:00", weak=True)
    rollups.close_days(at("2026-03-05 12:00"))
    asked = (MONDAY, MONDAY, "search_weak", "query", ["el"])
    assert read(MONDAY, MONDAY).by_value(*asked) == {("ήχος", "el"): Count(1, 1)}
    assert forgetting.forget_words(at("2026-07-01 12:00")) == 1
    assert read(MONDAY, MONDAY).by_value(*asked) == {}
