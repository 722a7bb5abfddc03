"""What the figures mean, and what holds whatever the judgements are."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.tuning.comparing import compared, difference
from search.tuning.measures import (
    BadJudgementError,
    JudgedSearch,
    Judgement,
    ndcg,
    read,
    reciprocal_rank,
    success,
    summary,
)

KEYS = st.sampled_from("abcdefghijklmnop")
GRADES = st.dictionaries(KEYS, st.integers(0, 2))
FIGURES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30)


def line(**values: object) -> str:
    return json.dumps({"locale": "en", "query": "x", "relevant": {"a": 2}, "kind": "k"} | values)


def test_ndcg_is_what_the_formula_says() -> None:
    # (2² − 1)/log2(3) + 1/log2(4), over 3/log2(2) + 1/log2(3)
    assert ndcg(["x", "a", "b"], {"a": 2, "b": 1}) == pytest.approx(2.39279 / 3.63093, abs=1e-5)
    assert ndcg(["a"] * 3, {}) == 0


@given(st.lists(KEYS, unique=True), GRADES)
def test_figures_lie_between_nothing_and_all(found: list[str], grades: dict[str, int]) -> None:
    for figure in (
        ndcg(found, grades),
        reciprocal_rank(found, grades),
        success(found, grades, 1),
    ):
        assert 0 <= figure <= 1
    assert success(found, grades, 1) <= success(found, grades, 5)


@given(st.lists(KEYS, unique=True), GRADES, st.randoms())
def test_the_best_order_has_the_best_ndcg(
    found: list[str], grades: dict[str, int], draw: random.Random
) -> None:
    best = sorted(grades, key=lambda key: -grades[key])
    assert ndcg(found, grades) <= ndcg(best, grades) + 1e-9
    assert ndcg(best, grades) == (pytest.approx(1) if any(grades.values()) else 0)


@given(st.lists(KEYS, unique=True, min_size=2), GRADES)
def test_moving_a_better_one_up_never_lowers_ndcg(
    found: list[str], grades: dict[str, int]
) -> None:
    for place in range(len(found) - 1):
        upper, lower = found[place : place + 2]
        if grades.get(lower, 0) > grades.get(upper, 0):
            moved = [*found[:place], lower, upper, *found[place + 2 :]]
            assert ndcg(moved, grades) >= ndcg(found, grades)


@given(FIGURES)
def test_a_difference_lies_in_its_interval_and_is_turned_round_with_the_runs(
    pairs: list[tuple[float, float]],
) -> None:
    before, after = [old for old, _new in pairs], [new for _old, new in pairs]
    found, turned = difference(before, after), difference(after, before)
    assert found
    assert turned
    gains = [new - old for old, new in pairs]
    assert min(gains) - 1e-9 <= found.low <= found.high <= max(gains) + 1e-9
    assert found.mean == pytest.approx(-turned.mean)
    assert found == difference(before, after)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.floats(-1, 1))
def test_an_equal_gain_of_all_has_no_spread(before: list[float], gain: float) -> None:
    found = difference(before, [one + gain for one in before])
    assert found
    assert found.low == pytest.approx(gain, abs=1e-9)
    assert found.high == pytest.approx(gain, abs=1e-9)


def test_the_interval_covers_the_truth_nineteen_times_of_twenty() -> None:
    draw = random.Random(1)
    covered = 0
    for _time in range(200):
        gains = [draw.gauss(0.1, 0.3) for _query in range(40)]
        found = difference([0.0] * 40, gains, resamples=1_000)
        assert found
        covered += found.low <= 0.1 <= found.high
    assert 0.88 <= covered / 200 <= 0.99


def test_only_queries_of_both_runs_are_compared() -> None:
    before = {("en", "a"): 0.5, ("da", "b"): 0.2, ("en", "gone"): 1.0}
    after = {("en", "a"): 1.0, ("da", "b"): 0.2, ("en", "new"): 0.0}
    found = compared(before, after)
    assert (found["all"]["queries"], found["left_out"]) == (2, 2)
    assert found["all"]["difference"] == 0.25
    assert found["locales"]["en"] == {
        "queries": 1,
        "before": 0.5,
        "after": 1.0,
        "difference": 0.5,
        "interval": [0.5, 0.5],
    }
    assert compared({}, after)["all"] is None


def test_a_summary_is_by_language_and_kind() -> None:
    answered = Judgement("en", "one", {"a": 2}, "keyword")
    nothing = Judgement("da", "two", {"b": 0}, "unanswerable")
    figures = summary(
        [JudgedSearch(answered, ["x", "a"], False), JudgedSearch(nothing, ["x"], True)]
    )
    assert figures["locales"]["en"] == figures["kinds"]["keyword"]
    assert figures["kinds"]["keyword"] | {"ndcg@10": 0} == {
        "answerable": 1,
        "ndcg@10": 0,
        "mrr": 0.5,
        "success@1": 0.0,
        "success@5": 1.0,
        "wrongly_refused": 0.0,
        "unanswerable": 0,
        "refused": None,
    }
    assert figures["locales"]["da"]["refused"] == 1.0
    assert figures["all"]["mean_of_locales_ndcg@10"] == figures["locales"]["en"]["ndcg@10"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "f:2: Expecting property name"),
        ("[]", "f:2: not an object"),
        (line(locale="xx"), "f:2: locale: none of en"),
        (line(query=" "), "f:2: query"),
        (line(query=7), "f:2: query"),
        (line(kind=None), "f:2: kind"),
        (line(relevant=["a"]), "f:2: relevant"),
        (line(relevant={"a": 3}), "f:2: relevant"),
        (line(relevant={"a": True}), "f:2: relevant"),
    ],
)
def test_what_is_no_judgement_is_told_by_its_line(text: str, reason: str) -> None:
    with pytest.raises(BadJudgementError) as raised:
        read([line(), text], "f")
    assert str(raised.value).startswith(reason)


def test_empty_lines_are_left_out_and_aliases_understood() -> None:
    assert [one.locale for one in read([line(locale="no"), "", line()])] == ["nb", "en"]
