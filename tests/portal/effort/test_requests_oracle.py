"""Requests against an oracle: random ones, counted twice, and no cell differs.

The oracle is written after the words of docs/effort-report.md alone, plainly and slowly: it walks
from minute to minute where the portal computes. `ORACLE_SEED` in the environment draws a certain
stream.
"""

import os
import random
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal import locales
from portal.effort import rebuilding, report, rollups
from portal.effort.models import DailyFigure
from portal.handover import acts
from portal.handover.models import ContactRequest
from tests.factories import support
from tests.factories.effort import Reader
from tests.factories.requests import sent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ATHENS = ZoneInfo("Europe/Athens")
# With the night in which the clocks go forward.
BEGIN = datetime(2026, 3, 26, 6, 30, tzinfo=UTC)
LATER = datetime(2026, 6, 10, 12, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 26), date(2026, 6, 5)
MINUTE, WEEK = timedelta(minutes=1), timedelta(hours=7 * 24)
PROMISED = {"el": 6, "ar": 3}
"""Support hours, by language; Danes are told hours and no promise, the others nothing."""
HAVE_HOURS = {"el", "ar", "da"}
KEYS = {
    *("first_response", "resolution", "first_contact_resolution"),
    *("kept_promises", "satisfaction"),
}


@dataclass
class Life:
    """What befell one request, as far as it took effect."""

    language: str
    sent_at: datetime
    acts: list[tuple[str, datetime]] = field(default_factory=list)
    rated: tuple[datetime, int] | None = None


def lives(draw: random.Random, number: int) -> Iterator[Life]:
    for place in range(number):
        at = BEGIN + draw.randrange(9 * 24 * 60) * MINUTE
        life = Life(draw.choice(locales.codes()), at)
        request = sent(at=at, locale=life.language, message=f"Ερώτηση {place}")
        for turn in range(draw.randrange(7)):
            at += draw.choice([40, 300, 2_000, 11_000]) * MINUTE
            kind = draw.choice(["answered", "solved", "confirmed", "reopened", "message"])
            if does(kind, request, at, str(turn)):
                life.acts.append((kind, at))
            rating = draw.randint(1, 5)
            if draw.random() < 0.2 and acts.rate(request, rating=rating, at=at):
                life.rated = (at, rating)
        yield life


def does(kind: str, request: ContactRequest, at: datetime, form: str) -> bool:
    match kind:
        case "answered":
            return acts.answer(request, at=at)
        case "solved":
            return acts.solve(request, at=at)
        case "confirmed":
            return acts.confirm(request, at=at)
        case "reopened":
            return acts.reopen(request, at=at)
        case _:
            return acts.add(request, form=form, text="Ακόμη", at=at)


class Oracle:
    """By day, figure and language; and the minutes of the times."""

    def __init__(self, told: list[Life]) -> None:
        self.cells: dict[tuple[date, str, str], list[int]] = defaultdict(lambda: [0, 0])
        self.minutes: Counter[tuple[date, str, str, int]] = Counter()
        for life in told:
            self.answers(life)
            self.solutions(life)
            self.first_contact(life)
            if life.rated:
                self.add(life.rated[0], "satisfaction", life, life.rated[1] > 3)

    def add(self, at: datetime, figure: str, life: Life, good: bool) -> None:
        pair = self.cells[at.astimezone(ATHENS).date(), figure, life.language]
        pair[0] += good
        pair[1] += 1

    def waited(self, at: datetime, figure: str, life: Life, minutes: int) -> None:
        self.add(at, figure, life, True)
        self.minutes[at.astimezone(ATHENS).date(), figure, life.language, minutes] += 1

    def answers(self, life: Life) -> None:
        first = next((at for kind, at in life.acts if kind in ("answered", "solved")), None)
        if first and life.language in HAVE_HOURS:
            self.waited(first, "first_response", life, worked(life.sent_at, first))
        elif first:
            self.waited(first, "first_response", life, (first - life.sent_at) // MINUTE)
        if life.language in PROMISED:
            moment = promised(life.sent_at, PROMISED[life.language] * 60)
            self.add(moment, "kept_promises", life, first is not None and first <= moment)

    def solutions(self, life: Life) -> None:
        solved = False
        for kind, at in life.acts:
            if kind in ("solved", "confirmed") and not solved:
                self.waited(at, "resolution", life, (at - life.sent_at) // MINUTE)
                solved = True
            if kind in ("message", "reopened"):
                solved = False

    def first_contact(self, life: Life) -> None:
        """It counts once, when it is known."""
        answers, waits, not_yet = 0, True, False
        for place, (kind, at) in enumerate(life.acts):
            if kind in ("message", "reopened"):
                waits, not_yet = True, not_yet or kind == "reopened"
                continue
            if waits and kind in ("answered", "solved"):
                answers += 1
            waits = False
            if kind == "answered":
                continue
            enough = answers == 1 and not not_yet
            if kind == "confirmed" or not enough:
                self.add(at, "first_contact_resolution", life, enough)
                return
            # The support calls it solved: is there a week of silence?
            following = [one for one in life.acts[place + 1 :] if one[0] != "solved"]
            if not following or following[0][1] - at >= WEEK:
                self.add(at + WEEK, "first_contact_resolution", life, True)
                return


@cache
def is_open(at: datetime) -> bool:
    local = at.astimezone(ATHENS)
    return local.weekday() < 5 and 9 <= local.hour < 17


def worked(start: datetime, end: datetime) -> int:
    return sum(is_open(start + n * MINUTE) for n in range((end - start) // MINUTE))


def promised(start: datetime, minutes: int) -> datetime:
    at = start
    while minutes:
        minutes -= is_open(at)
        at += MINUTE
    return at


def shown() -> dict[tuple[date, str, str], list[int]]:
    return {
        (day, figure, code): [count.numerator, count.denominator]
        for day, counts in report.by_day(FIRST, LAST, at=LATER).items()
        for (figure, code), count in counts.items()
        if figure in KEYS
    }


def test_no_cell_of_requests_differs_from_the_oracle(settings: Any) -> None:
    settings.REPORTING_TIME_ZONE = "Europe/Athens"
    seed = int(os.environ.get("ORACLE_SEED", secrets.randbelow(10**9)))
    print(f"ORACLE_SEED={seed}")  # noqa: T201 - told when it fails
    hours = support.hours()
    for language in HAVE_HOURS:
        support.desk(hours, PROMISED.get(language), language=language)
    Reader("198.51.100.7", "id").read("hub", "2026-03-26 09:00")
    oracle = Oracle(list(lives(random.Random(seed), 150)))
    expected = dict(oracle.cells)
    assert {figure for _day, figure, _code in expected} == KEYS
    assert differing(shown(), expected) == {}
    rollups.close_days(LATER)
    assert differing(shown(), expected) == {}
    rebuilding.rebuild(FIRST, LAST, LATER)
    assert differing(shown(), expected) == {}
    rows = DailyFigure.objects.filter(kind="minutes", figure__in=KEYS)
    kept = rows.values_list("day", "figure", "locale", "value", "denominator")
    found = Counter({(*about, int(minutes)): n for *about, minutes, n in kept})
    assert found == oracle.minutes


def differing(found: dict[Any, Any], expected: dict[Any, Any]) -> dict[Any, Any]:
    """What differs, as what was found and what was expected."""
    keys = {key for key in {*found, *expected} if found.get(key) != expected.get(key)}
    return {key: (found.get(key), expected.get(key)) for key in sorted(keys)}
