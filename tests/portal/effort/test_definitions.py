"""The definitions as pure functions, over facts drawn at random."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.feedback.interval import wilson
from portal.effort import definitions
from portal.effort.definitions import Count, Figure, StartFact, StepFact

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KINDS = (
    "read", "read_thread", "search", "click", "contact_opened", "contact_started",
    "contact_sent", "suggestion_opened", "vote",
)  # fmt: skip

steps = st.builds(
    StepFact,
    visit=st.integers(1, 4),
    at=st.integers(0, 600).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    kind=st.sampled_from(KINDS),
    locale=st.sampled_from(["el", "sv", "ar"]),
    subject=st.sampled_from(["a", "b", "c"]),
    item_kind=st.sampled_from(["article", "topic", ""]),
    is_poor=st.booleans(),
    weak=st.sampled_from([None, True, False]),
    rank=st.sampled_from([None, 1, 5, 6]),
    start=st.sampled_from([None, UUID(int=1), UUID(int=2)]),
)


def once(facts: list[StepFact]) -> list[StepFact]:
    """Without reloads and doubled clicks."""
    facts = [replace(fact, row=row) for row, fact in enumerate(facts)]
    again = {fact.row for fact in definitions.repeated(facts)}
    return [fact for fact in facts if fact.row not in again]


@given(st.lists(steps, max_size=25), st.randoms())
def test_order_does_not_change_the_figures(facts: list[StepFact], dice: object) -> None:
    # Two steps that differ only in what the order does not see would be told apart by nothing.
    facts = list({definitions._order(fact): fact for fact in facts}.values())
    shuffled = list(facts)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert definitions.of_visits(shuffled) == definitions.of_visits(facts)


@given(st.lists(steps, max_size=25))
def test_doubled_steps_do_not_change_the_figures(facts: list[StepFact]) -> None:
    doubled = [replace(fact, row=row) for row, fact in enumerate(facts + facts)]
    assert definitions.of_visits(once(doubled)) == definitions.of_visits(once(facts))


@given(st.lists(steps, max_size=25))
def test_visits_can_be_counted_apart_and_added_up(facts: list[StepFact]) -> None:
    apart = [definitions.of_visits(f for f in facts if f.visit == visit) for visit in range(1, 5)]
    assert definitions.add(*apart) == definitions.of_visits(facts)


@given(st.lists(steps, max_size=25))
def test_a_share_is_never_more_than_the_whole(facts: list[StepFact]) -> None:
    for (figure, _locale), count in definitions.of_visits(facts).items():
        assert count.numerator >= 0
        if figure != Figure.SELF_SERVICE:
            assert count.numerator <= count.denominator


@given(st.integers(0, 400), st.integers(0, 400))
def test_wilsons_interval_holds_the_share_and_stays_a_share(yes: int, no: int) -> None:
    low, high = wilson(yes, yes + no)
    assert 0 <= low <= high <= 1
    if yes + no:
        assert low <= yes / (yes + no) <= high


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (10, 20, 0.2993, 0.7007),
        (0, 10, 0.0, 0.2775),
        (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilsons_interval_is_the_published_one(
    numerator: int, denominator: int, low: float, high: float
) -> None:
    found = wilson(numerator, denominator)
    assert found == pytest.approx((low, high), abs=0.0001)


def test_a_ratio_has_an_interval_unless_a_side_is_empty() -> None:
    assert definitions.ratio_interval(0, 5) is None
    assert definitions.ratio_interval(5, 0) is None
    interval = definitions.ratio_interval(40, 10)
    assert interval is not None
    assert interval[0] < 4 < interval[1]
    assert math.isclose(interval[0] * interval[1], 16)


def test_an_outcome_after_a_day_is_none() -> None:
    late = StartFact("en", NOON, True, None, "solved", NOON + timedelta(hours=25))
    counts = definitions.of_starts([late], NOON + timedelta(days=3))
    assert counts[Figure.EXPLICIT, "en"] == Count(0, 1)


@pytest.mark.parametrize(("called", "helped"), [(False, 1), (True, 0)])
def test_who_called_instead_of_sending_was_not_helped(called: bool, helped: int) -> None:
    start = StartFact("el", NOON, True, opened_at=NOON, went_another_way=called)
    counts = definitions.of_starts([start], NOON + timedelta(days=3))
    assert counts[Figure.IMPLICIT, "el"] == Count(helped, 1)


def test_a_start_without_suggestions_is_in_no_rate() -> None:
    start = StartFact("en", NOON, False, None, "sent", NOON)
    assert definitions.of_starts([start], NOON + timedelta(days=3)) == {}


def test_a_topic_is_no_help() -> None:
    step = StepFact(1, NOON, "read", "en", item_kind="topic")
    assert not definitions.is_help(step)
