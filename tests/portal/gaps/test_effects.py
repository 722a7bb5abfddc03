"""What an article changed, against hand-counted shares; and when nothing can be said."""

import math
from datetime import timedelta

import pytest

from kb.feedback.interval import wilson
from portal.gaps import effects
from portal.gaps.effects import BeforeAndAfter, Effect, Known, Share
from portal.gaps.models import Demand, Gap
from tests.factories import gaps
from tests.factories.steps import START

pytestmark = pytest.mark.django_db
SERVED = START.date() + timedelta(days=10)
TODAY = START.date() + timedelta(days=60)


def told(gap: Gap) -> list[Effect]:
    return effects.of(list(gap.languages.all()), Demand.objects.all(), TODAY, is_of_all=True)


@pytest.fixture
def gap() -> Gap:
    made = gaps.gap("φωτοβολταϊκά")
    made.languages.update(served_on=SERVED)
    gaps.language(made, "solpaneler", "sv")
    return made


def test_the_others_change_is_taken_away_from_ones_own(gap: Gap) -> None:
    gaps.asked(gap, "el", 5, asked=40, failed=36)
    gaps.asked(gap, "el", 12, asked=50, failed=10)
    gaps.asked(gap, "sv", 5, asked=40, failed=32)
    gaps.asked(gap, "sv", 12, asked=40, failed=28)
    (effect,) = told(gap)
    assert (effect.locale, effect.since, effect.known) == ("el", SERVED, Known.TOLD)
    assert effect.difference == pytest.approx((0.2 - 0.9) - (0.7 - 0.8))
    assert effect.n == 170
    assert effect.is_clear


def test_the_interval_is_put_together_from_those_of_the_four_shares() -> None:
    before, after, others = Share(36, 40), Share(10, 50), Share(20, 40)
    effect = Effect("el", SERVED, BeforeAndAfter(before, after), BeforeAndAfter(others, others))
    spreads = [wilson(one.failed, one.asked) for one in (after, before, others, others)]
    below = [0.2 - spreads[0][0], spreads[1][1] - 0.9, 0.5 - spreads[2][0], spreads[3][1] - 0.5]
    assert effect.interval[0] == pytest.approx(-0.7 - math.sqrt(sum(x * x for x in below)))
    assert -1.1 < effect.interval[0] < -0.7 < effect.interval[1] < 0


def test_where_nothing_changed_elsewhere_it_is_newcombes_interval() -> None:
    """Of 56 of 70 less 48 of 80 (Newcombe 1998, table II, (a), method 10): 0.0524 to 0.3339."""
    nobody = Share(0, 10**9)
    effect = Effect(
        "el", SERVED, BeforeAndAfter(Share(48, 80), Share(56, 70)), BeforeAndAfter(nobody, nobody)
    )
    assert effect.interval == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_equal_changes_are_no_clear_change() -> None:
    change = BeforeAndAfter(Share(30, 40), Share(20, 40))
    effect = Effect("el", SERVED, change, change)
    assert effect.difference == 0
    assert not effect.is_clear


@pytest.mark.parametrize("short", ["el before", "el after", "sv before", "sv after"])
def test_with_fewer_than_thirty_visits_in_any_share_it_is_too_early(gap: Gap, short: str) -> None:
    for locale in ("el", "sv"):
        for when, day in (("before", 9), ("after", 11)):
            asked = 29 if short == f"{locale} {when}" else 30
            gaps.asked(gap, locale, day, asked=asked, failed=3)
    assert [one.known for one in told(gap)] == [Known.EARLY]


def test_the_day_itself_is_neither_before_nor_after_and_28_days_are_the_end(gap: Gap) -> None:
    for day in (-19, -18, 9, 10, 11, 38, 39):
        gaps.asked(gap, "el", day, asked=1, failed=1)
    (effect,) = told(gap)
    assert (effect.served.before.asked, effect.served.after.asked) == (2, 2)


def test_a_language_that_is_served_meanwhile_is_nothing_to_compare_with(gap: Gap) -> None:
    for locale in ("el", "sv"):
        for day in (5, 12, 31):
            gaps.asked(gap, locale, day, asked=40, failed=20)
    gap.languages.filter(locale="sv").update(served_on=SERVED + timedelta(days=20))
    assert [one.known for one in told(gap)] == [Known.ALONE, Known.ALONE]


def test_without_anything_asked_it_is_too_early_and_no_share_is_told(gap: Gap) -> None:
    assert [one.known for one in told(gap)] == [Known.EARLY]


def test_a_language_that_is_served_after_it_still_is(gap: Gap) -> None:
    gaps.asked(gap, "sv", 12, asked=40, failed=20)
    gap.languages.filter(locale="sv").update(served_on=SERVED + timedelta(days=29))
    greek, _swedish = sorted(told(gap), key=lambda one: one.locale)
    assert greek.others.after == Share(20, 40)
