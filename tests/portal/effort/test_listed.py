"""Items of lists that leave the house: no sum of what is told leaves a few of the others."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from random import Random

import pytest
from django.core.cache import caches

from portal.effort import forgetting, leaving, listed
from portal.effort.counts import SMALL, WHOLE
from portal.effort.figures import BY_KEY, definitions
from portal.effort.models import ClosedDay, DailyFigure
from portal.journal.retention import QUERY_TEXT
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LATER = at("2026-04-13 12:00")
LISTS = {"search_weak": "query", "helpful": "family", "wrote_after_reading": "family"}
type Told = dict[str, int]


def counted(key: str, day: date, items: dict[str, int], unsaid: int = 0) -> None:
    """So many cases of each item in Greek, and some of no item."""
    ClosedDay.objects.get_or_create(day=day, defaults={"definitions": definitions()})
    rows = [(LISTS[key], item, n) for item, n in items.items() if n]
    whole = sum(items.values()) + unsaid
    for kind, value, n in [*rows, *([(WHOLE, "", whole)] if whole else [])]:
        DailyFigure.objects.create(
            day=day, figure=key, locale="el", kind=kind, value=value,
            numerator=n, denominator=n,
        )  # fmt: skip


def told(key: str, first: date, last: date) -> tuple[int, Told]:
    """How many cases are told in all, and of each item."""
    made = leaving.build(first, last, languages=["el"], at=LATER)
    whole = next(
        line.shown.count.denominator
        for line in leaving.figures(made)
        if (line.cell.figure.key, line.language) == (key, "el")
    )
    rows = DailyFigure.objects.filter(figure=key, kind=LISTS[key])
    items = set(rows.values_list("value", "locale"))
    blocks = listed.told(made, BY_KEY[key], LISTS[key], items)
    return whole, {item: block.count.denominator for (item, _code), block in blocks.items()}


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize(
    ("items", "unsaid", "said"),
    [
        # One of four would be what is left of twelve.
        ({"ρύθμιση": 8, "ήχος": 4}, 0, {}),
        ({"ρύθμιση": 8, "ήχος": 7, "φως": 3}, 0, {"ρύθμιση": 8}),
        ({"ρύθμιση": 8, "ήχος": 7}, 2, {"ρύθμιση": 8}),
        ({"ρύθμιση": 8, "ήχος": 3, "φως": 2}, 0, {"ρύθμιση": 8}),
        ({"ρύθμιση": 8, "ήχος": 7}, 0, {"ρύθμιση": 8, "ήχος": 7}),
    ],
)
def test_an_item_is_told_where_no_few_are_left_of_the_whole(
    key: str, items: dict[str, int], unsaid: int, said: Told
) -> None:
    counted(key, MONDAY, items, unsaid)
    counted(key, MONDAY + timedelta(days=6), {})
    whole, found = told(key, MONDAY, MONDAY + timedelta(days=6))
    assert (whole, found) == (sum(items.values()) + unsaid, said)


def periods(weeks: int) -> Iterator[tuple[date, date]]:
    """Any that begin or end within two days of a week's edge."""
    edges = [
        MONDAY + timedelta(days=7 * week + n) for week in range(weeks + 1) for n in (-1, 0, 2)
    ]
    return ((a, b - timedelta(days=1)) for a, b in combinations(edges, 2) if a < b)


@pytest.mark.parametrize("key", LISTS)
def test_no_two_periods_leave_a_few_of_the_items_together(key: str) -> None:
    draw = Random(7).randrange
    for offset in range(21):
        items = {item: draw(5) for item in ("ρύθμιση", "ήχος", "φως")}
        counted(key, MONDAY + timedelta(days=offset), items, unsaid=draw(3))
    asked = list(periods(3))
    answers = [told(key, *period) for period in asked]
    assert any(found for _whole, found in answers)
    for (a, one), (b, other) in combinations(zip(asked, answers, strict=True), 2):
        if a[0] != b[0] and a[1] != b[1]:
            continue
        for item in one[1] | other[1]:
            gap = abs(one[1].get(item, 0) - other[1].get(item, 0))
            assert gap == 0 or gap >= SMALL
    for whole, found in answers:
        left = whole - sum(found.values())
        assert not found or left == 0 or left >= SMALL


def test_forgetting_the_words_of_a_day_tells_of_no_day() -> None:
    """From night to night an item stays as it was told, or goes as a whole."""
    for offset in range(28):
        counted("search_weak", MONDAY + timedelta(days=offset), {"κρύο νερό": 2}, unsaid=3)
    period = (MONDAY, MONDAY + timedelta(days=27))
    seen = []
    for night in range(30):
        now = at("2026-03-02 12:00") + QUERY_TEXT + timedelta(days=night)
        forgetting.forget_words(now)
        made = leaving.build(*period, languages=["el"], at=now)
        seen.append(sum(line.shown.count.denominator for line in leaving.items(made)))
    assert seen[0] > 3 * SMALL
    assert seen[-1] == 0
    steps = [before - after for before, after in pairwise(seen)]
    assert all(step == 0 or step >= SMALL for step in steps)
    assert sum(step > 0 for step in steps) <= 4


@pytest.mark.parametrize("key", LISTS)
def test_an_item_is_told_the_same_however_few_of_the_others_are_read(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = Random(11)
    words = [f"λέξη {number}" for number in range(40)]
    for offset in range(14):
        items = {word: draw.choice([0, 0, 0, place // 4]) for place, word in enumerate(words)}
        counted(key, MONDAY + timedelta(days=offset), items, unsaid=draw.randrange(3))
    made = leaving.build(MONDAY, MONDAY + timedelta(days=13), languages=["el"], at=LATER)
    asked = {(word, "el") for word in words[::7]}
    few = listed.told(made, BY_KEY[key], LISTS[key], asked)
    caches["figures"].clear()
    monkeypatch.setattr(listed, "_OF_A_WEEK", 10_000)
    assert few == listed.told(made, BY_KEY[key], LISTS[key], asked)
    everything = listed.told(made, BY_KEY[key], LISTS[key], {(word, "el") for word in words})
    assert few == {item: block for item, block in everything.items() if item in asked}
    assert set() < few.keys() < asked
