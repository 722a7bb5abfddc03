"""A figure's groups: none of fewer than five, and none that can be worked out from the others."""

import random
from datetime import date, timedelta
from itertools import combinations

import pytest

from portal import locales
from portal.effort import daily, groups
from portal.effort.counts import SMALL
from portal.effort.figures import BY_KEY
from portal.effort.groups import LANGUAGE, Compared, Groups
from portal.journal import days as calendar
from tests.factories.figures import rolled_up
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LATER = at("2026-03-05 12:00")


def compared(*codes: str) -> Compared:
    first = calendar.before(MONDAY, MONDAY)[0]
    found = daily.read(first, MONDAY, LATER)
    return Compared(found, MONDAY, MONDAY, codes or locales.codes())


def by(kind: str, *codes: str, figure: str = "starts_ended") -> Groups:
    return groups.of(BY_KEY[figure], kind, compared(*codes))


def counts(found: Groups) -> dict[str, tuple[int, int]]:
    cells = {row.value: row.cell for row in found.told} | {"others": found.others}
    return {
        name: (cell.count.numerator, cell.count.denominator)
        for name, cell in cells.items()
        if cell
    }


def test_a_group_of_fewer_than_five_is_told_with_the_others() -> None:
    rows = {("πληρωμή", "el"): (9, 40), ("ήχος", "el"): (3, 4), ("οθόνη", "el"): (1, 3)}
    rolled_up(MONDAY, "starts_ended", "topic", rows)
    rolled_up(MONDAY, "starts_ended", "", {("", "el"): (13, 47)})
    assert counts(by("topic", "el")) == {"πληρωμή": (9, 40), "others": (4, 7)}


@pytest.mark.parametrize(("small", "smallest_told"), [(4, 6), (1, 5)])
def test_a_lone_small_group_takes_the_smallest_of_the_rest_along(
    small: int, smallest_told: int
) -> None:
    rows = {("lyd", "da"): (9, 40), ("betaling", "da"): (2, smallest_told)}
    rows |= {("skærm", "da"): (1, small)}
    rolled_up(MONDAY, "starts_ended", "topic", rows)
    rolled_up(MONDAY, "starts_ended", "", {("", "da"): (12, 40 + smallest_told + small)})
    found = counts(by("topic", "da"))
    assert found == {"lyd": (9, 40), "others": (3, small + smallest_told)}


def test_what_was_of_no_topic_is_a_group_too() -> None:
    rolled_up(MONDAY, "starts_ended", "topic", {("الدفع", "ar"): (9, 40)})
    rolled_up(MONDAY, "starts_ended", "", {("", "ar"): (12, 60)})
    assert counts(by("topic", "ar")) == {"الدفع": (9, 40), "": (3, 20)}


def test_nothing_can_be_told_of_so_few() -> None:
    rolled_up(MONDAY, "starts_ended", "topic", {("ήχος", "el"): (3, 4)})
    rolled_up(MONDAY, "starts_ended", "", {("", "el"): (3, 4)})
    assert counts(by("topic", "el")) == {}


def test_no_choice_of_languages_gives_a_small_group_away() -> None:
    chance = random.Random(13)
    topics, codes = [f"topic-{number}" for number in range(6)], ("el", "ar", "da", "nb")
    cells = {
        (topic, code): chance.choice([0, 1, 3, 4, 5, 7, 30]) for topic in topics for code in codes
    }
    rolled_up(MONDAY, "starts_ended", "topic", {key: (n // 2, n) for key, n in cells.items() if n})
    wholes = {code: sum(cells[topic, code] for topic in topics) for code in codes}
    rolled_up(MONDAY, "starts_ended", "", {("", code): (n // 2, n) for code, n in wholes.items()})
    alone = {code: counts(by("topic", code)) for code in codes}
    for code in codes:
        hidden = [cells[topic, code] for topic in topics if topic not in alone[code]]
        hidden = [n for n in hidden if n]
        assert not hidden or (len(hidden) > 1 and sum(hidden) >= SMALL)
    for size in range(2, len(codes) + 1):
        for some in combinations(codes, size):
            together = counts(by("topic", *some))
            for name in {name for code in some for name in alone[code]}:
                # What all say is what each says, so that there is nothing to take away.
                assert together[name][1] == sum(alone[code].get(name, (0, 0))[1] for code in some)


def test_an_article_is_a_part_of_all_requests() -> None:
    rows = {("hub", "el"): (12, 12), ("app", "el"): (9, 9), ("hub", "ar"): (6, 6)}
    rolled_up(MONDAY, "failed", "family", rows)
    rolled_up(MONDAY, "failed", "", {("", "el"): (20, 50), ("", "ar"): (6, 10)})
    assert counts(by("family", figure="failed")) == {"hub": (18, 60), "app": (9, 60)}


def test_a_group_is_compared_with_the_same_days_before() -> None:
    sunday = MONDAY - timedelta(days=1)
    for day, sent in ((MONDAY, 30), (sunday, 10)):
        rolled_up(day, "starts_ended", "market", {("GR", "el"): (sent, 40), ("DK", "da"): (9, 20)})
        rolled_up(day, "starts_ended", "", {("", "el"): (sent, 40), ("", "da"): (9, 20)})
    told = {row.value: row.cell.change for row in by("market").told}
    assert told["GR"] is not None
    assert told["GR"].is_clear
    assert told["GR"].is_up
    assert told["DK"] is None


def test_every_compared_figure_is_grouped_by_language_and_all_its_groups() -> None:
    figures = [figure for figure in BY_KEY.values() if figure.is_compared]
    for figure in figures:
        rolled_up(MONDAY, figure.key, "", {("", "el"): (20, 40), ("", "ar"): (10, 40)})
        for kind in figure.grouped_by:
            rolled_up(MONDAY, figure.key, kind, {("one", "el"): (9, 9), ("two", "ar"): (6, 8)})
    for figure in figures:
        told = groups.of(figure, LANGUAGE, compared()).told
        assert {row.value for row in told} == {"el", "ar"}, figure.key
        whole = groups.whole(figure, compared()).count
        for kind in figure.grouped_by:
            for row in groups.of(figure, kind, compared()).told:
                assert row.cell.count.denominator <= whole.denominator, (figure.key, kind)
        assert set(figure.parts) <= set(figure.grouped_by)
