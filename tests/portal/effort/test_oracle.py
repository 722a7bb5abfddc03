"""The report against an oracle: a random stream of visits, counted twice, and no cell differs.

`ORACLE_SEED` and `ORACLE_VISITS` in the environment draw a certain stream, or a longer one.
"""

import os
import random
import secrets
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from portal import journal, locales
from portal.deflection import attempts
from portal.deflection.attempts import Kind
from portal.effort import rebuilding, report, rollups
from portal.settings.environment import Environment
from tests.factories.deflection import suggestions
from tests.factories.handover import hit
from tests.factories.journal import FIREFOX, GOOGLEBOT, SAFARI, reader
from tests.portal.effort.oracle import Deed, Oracle

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ZONE = "Europe/Athens"
# With the night in which the clocks go forward.
BEGIN = datetime(2026, 3, 27, 22, 30, tzinfo=UTC)
DAYS = 5
FIRST, LAST = date(2026, 3, 27), date(2026, 4, 12)
LATER = datetime(2026, 4, 16, 12, tzinfo=UTC)
VISITS = int(os.environ.get("ORACLE_VISITS", "120"))
ARTICLES = ("hub", "sound", "wifi")


class Person:
    """Somebody who does this and that for a while, and does some of it twice."""

    def __init__(self, draw: random.Random, number: int) -> None:
        self.draw, self.number = draw, number
        self.at = BEGIN + timedelta(seconds=draw.randrange(DAYS * 86_400), microseconds=number)
        # A few share an address and a browser with the one before.
        self.address = f"198.{18 + number // 600 % 2}.{number // 3 % 250}.{number % 3 // 2}"
        self.agent = draw.choice([FIREFOX, FIREFOX, SAFARI])
        self.language = draw.choice(locales.codes())
        self.counted = draw.choices(["yes", "quiet", "robot"], [86, 9, 5])[0]
        self.forms: list[int] = []

    def deeds(self) -> Iterator[Deed]:
        for _time in range(self.draw.randint(1, 7)):
            if self.draw.random() < 0.04:
                self.language = self.draw.choice(locales.codes())
            if self.draw.random() < 0.02 and self.counted == "yes":
                self.counted = "quiet"
            act = self.draw.choice([self.search, self.look, self.write, self.vote, self.ask])
            yield from act()

    def did(self, what: str, thing: str = "", seconds: int = 240, **more: Any) -> Deed:
        self.at += timedelta(seconds=self.draw.randint(1, seconds))
        # A robot says so of itself, and so is another browser than anybody's.
        agent = GOOGLEBOT if self.counted == "robot" else self.agent
        about = {"who": self.number, "key": f"{self.address} {agent}", "language": self.language}
        return Deed(self.at, what=what, thing=thing, counted=self.counted, **about, **more)

    def search(self) -> Iterator[Deed]:
        for query in self.draw.choice([["α"], ["α", "α"], ["α", "β"], ["α", "β", "α"]]):
            yield self.did("search", query, 1200, weak=query == "β")
            if self.draw.random() < 0.5:
                rank, thing = self.draw.randint(1, 7), self.draw.choice(ARTICLES)
                for _click in range(self.draw.randint(1, 2)):
                    yield self.did("click", thing, 20, rank=rank)

    def look(self) -> Iterator[Deed]:
        for _time in range(self.draw.randint(1, 3)):
            if self.draw.random() < 0.2:
                yield self.did("read_thread", "7", 1500)
            else:
                poor = self.draw.random() < 0.2
                yield self.did("read", self.draw.choice(ARTICLES), 1500, poor=poor)

    def vote(self) -> Iterator[Deed]:
        thing = self.draw.choice(ARTICLES)
        for _time in range(self.draw.randint(1, 2)):
            hours = 30 if self.draw.random() < 0.2 else 0
            self.at += timedelta(hours=hours)
            yield self.did("vote", thing, yes=self.draw.random() < 0.6)

    def write(self) -> Iterator[Deed]:
        yield self.did("contact_opened")
        if self.draw.random() < 0.2:
            return
        form = secrets_of(self.draw)
        for _keystrokes in range(self.draw.randint(1, 2)):
            yield self.did("contact_started", form=form)
            if self.draw.random() < 0.8:
                yield self.did("suggested", form=form, fits=self.draw.random() < 0.8)
        if self.draw.random() < 0.4:
            yield self.did("suggestion_opened", self.draw.choice(ARTICLES), form=form)
        if self.draw.random() < 0.15:
            yield self.did("way_taken", "phone")
        if self.draw.random() < 0.3:
            yield self.did("solved", form=form)
        if self.draw.random() < 0.4:
            self.at += timedelta(hours=self.draw.choice([0, 0, 0, 20, 23, 26]))
            carried = tuple(one for one in self.forms if self.draw.random() < 0.7)
            for _message in range(self.draw.choice([1, 1, 1, 2])):
                yield self.did("contact_sent", form=form, before=carried)
        self.forms.append(form)

    def ask(self) -> Iterator[Deed]:
        form = secrets_of(self.draw)
        yield self.did("ask_started", form=form)
        if self.draw.random() < 0.7:
            yield self.did("ask_suggested", form=form)
        if self.draw.random() < 0.3:
            yield self.did("ask_solved", form=form)
        if self.draw.random() < 0.4:
            yield self.did("asked", form=form)


def secrets_of(draw: random.Random) -> int:
    return draw.getrandbits(120) + 1


class Portal:
    """Does to the portal what each deed says."""

    def __init__(self, zone: Any) -> None:
        self.said: dict[tuple[int, str], tuple[bool, date]] = {}
        self.zone = zone

    def do(self, deed: Deed) -> None:
        address, agent = deed.key.split(" ", 1)
        headers = {"sec_gpc": "1"} if deed.counted == "quiet" else {}
        with translation.override(deed.language):
            self._do(reader(address, agent, **headers), deed)

    def _do(self, actor: Any, deed: Deed) -> None:
        key, at = uuid.UUID(int=deed.form), deed.at
        kind = Kind.QUESTION if deed.what.startswith("ask") else Kind.CONTACT
        shown = suggestions(hit(fits=deed.fits))
        about = {"item_kind": "article", "item": deed.thing, "at": at}
        match deed.what:
            case "contact_started" | "ask_started":
                attempts.begin(actor, kind, key, at=at)
            case "suggested" | "ask_suggested":
                attempts.show(actor, kind, key, shown, at=at)
            case "suggestion_opened":
                attempts.open_suggestion(actor, kind, key, **about)
            case "solved" | "ask_solved":
                attempts.solve(actor, kind, key, at=at)
            case "contact_sent" | "asked":
                attempts.send(actor, kind, key, at=at)
                attempts.carry(actor, [uuid.UUID(int=one) for one in deed.before], at=at)
            case "vote":
                self._vote(actor, deed)
            case "search":
                journal.record(actor, "search", query=deed.thing, weak=deed.weak, at=at)
            case _:
                rank = deed.rank or None
                more = {"family": deed.thing, "is_fallback": deed.poor, "rank": rank, "at": at}
                journal.record(actor, deed.what, item_kind="article", **more)

    def _vote(self, actor: Any, deed: Deed) -> None:
        """As kb.feedback does: written down only when it says something else than before."""
        said, day = self.said.get((deed.who, deed.thing)), deed.at.astimezone(self.zone).date()
        if deed.counted == "yes":
            if said and said[0] == deed.yes:
                return
            self.said[deed.who, deed.thing] = (deed.yes, day)
        replaces = bool(said) and said is not None and said[1] == day
        about = {"family": deed.thing, "helpful": deed.yes, "replaces": replaces, "at": deed.at}
        journal.record(actor, "vote", item_kind="article", **about)


def cells(days: dict[date, Any], figures: set[str]) -> dict[tuple[date, str, str], list[int]]:
    return {
        (day, figure, code): [count.numerator, count.denominator]
        for day, counts in days.items()
        for (figure, code), count in counts.items()
        if figure in figures and (count.numerator or count.denominator)
    }


def differing(found: dict[Any, Any], expected: dict[Any, Any]) -> dict[Any, Any]:
    """What differs, as what was found and what was expected."""
    keys = {key for key in {*found, *expected} if found.get(key) != expected.get(key)}
    return {key: (found.get(key), expected.get(key)) for key in sorted(keys)}


def test_no_cell_differs_from_the_oracle(settings: Any) -> None:
    settings.REPORTING_TIME_ZONE = ZONE
    # No network has a share here: what lies beyond it has tests of its own.
    named = Environment(crowded_networks="198.18.0.0/15")  # type: ignore[arg-type]
    settings.CROWDED_NETWORKS = named.crowded_networks
    seed = int(os.environ.get("ORACLE_SEED", secrets.randbelow(10**9)))
    print(f"ORACLE_SEED={seed} ORACLE_VISITS={VISITS}")  # noqa: T201 - told when it fails
    draw = random.Random(seed)
    people = (Person(draw, number) for number in range(VISITS))
    deeds = sorted((d for one in people for d in one.deeds()), key=lambda deed: deed.at)
    oracle = Oracle(deeds, ZONE)
    expected = {key: pair for key, pair in oracle.found.items() if any(pair)}
    figures = {figure for _day, figure, _code in expected}
    portal = Portal(oracle.zone)
    for deed in deeds:
        portal.do(deed)
    assert not differing(cells(report.by_day(FIRST, LAST, at=LATER), figures), expected)
    for first, last, codes in periods(draw):
        assert shown(first, last, codes, figures) == summed(expected, first, last, codes, figures)
    rollups.close_days(LATER)
    assert not differing(cells(report.by_day(FIRST, LAST, at=LATER), figures), expected)
    rebuilding.rebuild(FIRST, LAST, LATER)
    assert not differing(cells(report.by_day(FIRST, LAST, at=LATER), figures), expected)
    for first, last, codes in periods(draw):
        assert shown(first, last, codes, figures) == summed(expected, first, last, codes, figures)


def periods(draw: random.Random) -> Iterator[tuple[date, date, tuple[str, ...]]]:
    """Each language by itself and all of them, in periods of any length."""
    for codes in [locales.codes(), *((code,) for code in locales.codes())]:
        first = FIRST + timedelta(days=draw.randrange(DAYS))
        yield first, first + timedelta(days=draw.randrange((LAST - first).days + 1)), codes


def shown(first: date, last: date, codes: tuple[str, ...], figures: set[str]) -> dict[str, Any]:
    built = report.build(first, last, languages=codes, at=LATER)
    rows = {row.figure.key: row.total.count for row in built.rows if row.figure.key in figures}
    rows["quiet"] = built.quiet
    return {key: [count.numerator, count.denominator] for key, count in rows.items()}


def summed(
    expected: dict[tuple[date, str, str], list[int]],
    first: date,
    last: date,
    codes: tuple[str, ...],
    figures: set[str],
) -> dict[str, Any]:
    total = {figure: [0, 0] for figure in figures}
    for (day, figure, code), (numerator, of) in expected.items():
        if first <= day <= last and code in codes:
            total[figure] = [total[figure][0] + numerator, total[figure][1] + of]
    return total
