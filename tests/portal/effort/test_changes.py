"""What is called a change, and what is chance."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.effort import changes
from portal.effort.cells import Cell, Row, what_changed
from portal.effort.changes import Difference
from portal.effort.counts import Count
from portal.effort.figures import BY_KEY, COMPARED
from portal.effort.templatetags.effort import cell_change, cell_value

EXPLICIT = BY_KEY["explicit"]


def shares(now: Count, before: Count) -> Difference:
    found = changes.of_shares(now, before)
    assert found is not None
    return found


def test_the_interval_of_a_difference_is_the_published_one() -> None:
    # Newcombe 1998, table II, (a): 56/70 against 48/80, by method 10.
    found = shares(Count(56, 70), Count(48, 80))
    assert (found.size, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    # And (c): 10/10 against 0/20 would be 0.6075 to 1, were it not for so few.
    assert changes.of_shares(Count(10, 10), Count(0, 20)) is None


def test_of_many_the_news_are_the_published_ones() -> None:
    # Benjamini and Hochberg 1995, section 3.2, at a rate of ten in a hundred instead of five.
    chances = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240),
        *(0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
    looked_at = [(place, Difference(1, 0, 0, chance)) for place, chance in enumerate(chances)]
    random.Random(1).shuffle(looked_at)
    assert [place for place, _change in changes.news(looked_at)] == list(range(9))


@pytest.mark.parametrize("figure", COMPARED, ids=lambda one: one.key)
def test_with_fewer_than_thirty_on_a_side_there_is_no_change(figure: object) -> None:
    key = figure.key  # type: ignore[attr-defined]
    few, many = Count(4, 10), Count(400, 1000)
    for now, before in ((few, many), (many, few), (few, few), (Count(), many), (many, Count())):
        assert Cell(BY_KEY[key], now, before).change is None


counts = st.integers(30, 400).flatmap(lambda n: st.integers(0, n).map(lambda k: Count(k, n)))


@given(counts, counts)
def test_a_change_lies_in_its_interval_and_turns_round_with_its_sides(
    now: Count, before: Count
) -> None:
    there, back = shares(now, before), shares(before, now)
    assert -1 <= there.low <= there.size <= there.high <= 1
    assert (there.size, there.low) == pytest.approx((-back.size, -back.high))
    assert 0 <= there.chance <= 1


def test_what_holds_no_change_reads_as_none() -> None:
    assert cell_change(Cell(EXPLICIT, Count(20, 100), Count(22, 100))) == "no clear change"
    assert cell_change(Cell(EXPLICIT, Count(60, 100), Count(20, 100))).startswith(
        "+40.0 points (+"
    )
    older = Cell(EXPLICIT, Count(60, 100), Count(20, 100), is_older=True)
    assert cell_change(older) == ""


def test_a_score_changes_by_a_factor() -> None:
    cell = Cell(BY_KEY["self_service"], Count(400, 100), Count(200, 100))
    assert cell.change is not None
    assert cell.change.is_clear
    assert cell_change(cell).startswith("× 2.00 (× ")
    assert Cell(BY_KEY["self_service"], Count(400, 0), Count(200, 100)).change is None


def test_so_few_are_told_as_they_are() -> None:
    assert cell_value(Cell(EXPLICIT, Count(3, 12))) == "3 of 12"
    assert cell_value(Cell(EXPLICIT, Count(30, 120))) == "25.0%"


def rows(draw: random.Random, moved: float) -> tuple[Row, ...]:
    """All figures in seven languages; the first moved by so much in the first language."""

    def sample(share: float) -> Count:
        return Count(sum(draw.random() < share for _case in range(120)), 120)

    found = []
    for place, figure in enumerate(one for one in COMPARED if one.form == "rate"):
        cells = tuple(
            Cell(figure, sample(0.3 + (0 if place or code else moved)), sample(0.3))
            for code in range(7)
        )
        both = [sum((getattr(c, side) for c in cells), Count()) for side in ("count", "before")]
        found.append(Row(figure, Cell(figure, *both), cells))
    return tuple(found)


CODES = ("el", "ar", "sv", "nb", "da", "id", "en")


def test_where_nothing_moved_there_is_seldom_news() -> None:
    draw = random.Random(20260302)
    told = [bool(what_changed(rows(draw, 0), CODES)) for _period in range(40)]
    assert sum(told) <= 8


def test_what_moved_far_comes_first_and_says_whether_that_is_good() -> None:
    (first, *_rest) = what_changed(rows(random.Random(7), 0.5), CODES)
    assert (first.cell.figure.key, first.language) == ("starts_ended", "el")
    # More were sent.
    assert first.verdict == "worse"
