"""The figures as pure functions, over facts drawn at random."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.feedback.interval import wilson
from portal.effort import counting, counts, events
from portal.effort.counts import Count
from portal.effort.events import DayFacts, StartFact, StepFact
from portal.effort.figures import BY_KEY, starts_ended
from portal.effort.weighing import LeftOutRows
from portal.journal.subjects import subject_of

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


LATER = NOON + timedelta(days=3)


def of(steps: list[StepFact], starts: list[StartFact] | None = None) -> dict[Any, Count]:
    """What these add up to, by figure and language."""
    day = DayFacts(steps=steps, starts=starts or [])
    return counts.whole(counting.figures(day, LeftOutRows(), LATER))


def once(facts: list[StepFact]) -> list[StepFact]:
    """Without reloads and doubled clicks."""
    facts = [replace(fact, row=row) for row, fact in enumerate(facts)]
    again = {fact.row for fact in events.repeated(facts)}
    return [fact for fact in facts if fact.row not in again]


@given(st.lists(steps, max_size=25), st.randoms())
def test_order_does_not_change_the_figures(facts: list[StepFact], dice: object) -> None:
    # Two steps that differ only in what the order does not see would be told apart by nothing.
    facts = [replace(fact, row=0) for fact in facts]
    facts = list({events.order(fact): fact for fact in facts}.values())
    shuffled = list(facts)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert of(shuffled) == of(facts)


@given(st.lists(steps, max_size=25))
def test_doubled_steps_do_not_change_the_figures(facts: list[StepFact]) -> None:
    # A vote is written down only when it says something else, so none is doubled.
    facts = [fact for fact in facts if fact.kind != "vote"]
    doubled = [replace(fact, row=row) for row, fact in enumerate(facts + facts)]
    assert of(once(doubled)) == of(once(facts))


@given(st.lists(steps, max_size=25))
def test_visits_can_be_counted_apart_and_added_up(facts: list[StepFact]) -> None:
    apart = [of([fact for fact in facts if fact.visit == visit]) for visit in range(1, 5)]
    assert counts.add(*apart) == of(facts)


@given(st.lists(steps, max_size=25))
def test_a_share_is_never_more_than_the_whole(facts: list[StepFact]) -> None:
    for (figure, _locale), count in of(facts).items():
        assert count.numerator >= 0
        if BY_KEY[figure].form == "rate":
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
    assert counts.ratio_interval(0, 5) is None
    assert counts.ratio_interval(5, 0) is None
    interval = counts.ratio_interval(40, 10)
    assert interval is not None
    assert interval[0] < 4 < interval[1]
    assert math.isclose(interval[0] * interval[1], 16)


def test_an_outcome_after_a_day_is_none() -> None:
    late = StartFact("en", NOON, True, None, "solved", NOON + timedelta(hours=25))
    assert of([], [late])["explicit", "en"] == Count(0, 1)


@pytest.mark.parametrize(("went_on", "helped"), [("", 1), ("way", 0), ("visit", 0), ("form", 0)])
def test_who_went_on_elsewhere_was_not_helped(went_on: str, helped: int) -> None:
    start = StartFact("el", NOON, True, opened_at=NOON, went_on=went_on)
    assert of([], [start])["implicit", "el"] == Count(helped, 1)


def test_a_start_without_suggestions_is_in_no_rate() -> None:
    start = StartFact("en", NOON, False, None, "sent", NOON)
    assert {figure for figure, _locale in of([], [start])} == {"starts_ended"}


def test_a_topic_is_no_help() -> None:
    step = StepFact(1, NOON, "read", "en", item_kind="topic")
    assert not events.is_help(step)


@pytest.mark.parametrize("went_on", ["form", "visit"])
def test_solved_and_then_a_request_is_not_solved(went_on: str) -> None:
    start = StartFact("el", NOON, True, NOON, "solved", NOON, went_on=went_on)
    found = of([], [start])
    assert found["explicit", "el"] == Count(0, 1)
    assert found["implicit", "el"] == Count(0, 1)
    assert found["starts_ended", "el"] == Count(1, 1)


def step(minute: int, kind: str, subject: str) -> StepFact:
    at = NOON + timedelta(minutes=minute)
    return StepFact(1, at, kind, "ar", subject=subject, rank=1, row=minute)


@pytest.mark.parametrize("kind", ["read", "search", "contact_opened"])
def test_the_same_twice_is_one_look_and_another_in_between_makes_two(kind: str) -> None:
    assert len(once([step(0, kind, "a"), step(29, kind, "a")])) == 1
    assert len(once([step(0, kind, "a"), step(30, kind, "a")])) == 2
    assert len(once([step(0, kind, "a"), step(1, kind, "b"), step(2, kind, "a")])) == 3


def test_the_same_words_in_another_language_are_no_other_words() -> None:
    def search(minute: int, words: str, locale: str) -> StepFact:
        about = {"item_kind": "", "family": "", "query": words, "attempt": None}
        subject = subject_of("", "search", about, locale)
        return replace(step(minute, "search", subject), locale=locale)

    asked = [search(0, "ήχος", "el"), search(1, "Ήχος", "sv"), search(2, "lyd", "sv")]
    found = of(once(asked))
    assert found["search_reformulated", "el"] == Count(0, 1)
    assert found["search_reformulated", "sv"] == Count(1, 2)


def test_a_click_belongs_to_its_own_search() -> None:
    opened = step(1, "click", "text"), step(3, "click", "text")
    both = [step(0, "search", "a"), opened[0], step(2, "search", "b"), opened[1]]
    assert of(once(both))["search_first_five", "ar"] == Count(2, 2)
    doubled = [step(0, "search", "a"), *opened]
    assert len(once(doubled)) == 2


def test_the_ends_of_all_starts_sum_to_the_whole() -> None:
    starts = [
        StartFact("el", NOON, saw, opened, outcome, NOON if outcome else None, went_on=went_on)
        for saw in (True, False)
        for opened in (NOON, None)
        for outcome in ("", "solved", "sent")
        for went_on in ("", "form", "visit", "way")
    ]
    tally = counting.figures(DayFacts(starts=starts), LeftOutRows(), LATER)
    ends = {
        value: count.denominator
        for (figure, _locale, kind, value), count in tally.items()
        if (figure, kind) == ("starts_ended", "end")
    }
    assert set(ends) == set(starts_ended.ENDS)
    assert sum(ends.values()) == len(starts) == tally["starts_ended", "el", "", ""].denominator
    assert ends["sent"] == tally["starts_ended", "el", "", ""].numerator
