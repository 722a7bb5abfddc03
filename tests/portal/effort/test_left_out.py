"""What was left out of a figure, and what its numbers give away when one is taken from another."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from portal.effort import leaving
from portal.effort.counts import SMALL
from portal.effort.figures import FIGURES, quiet
from portal.effort.models import ClosedDay, DailyFigure
from portal.journal.models import BeyondShare
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
KINDS = sorted({kind for figure in FIGURES for kind in figure.kinds})
WITHIN = [
    (one, other)
    for one, other in permutations(FIGURES, 2)
    if one.is_compared and other.is_compared and set(one.kinds) < set(other.kinds)
]


@pytest.mark.parametrize("few", KINDS)
def test_no_figure_less_another_leaves_a_few_of_one_kind(few: str) -> None:
    """Of each kind many were left out but of one, of which three were."""
    for kind in KINDS:
        number = 3 if kind == few else 40
        BeyondShare.objects.create(day=MONDAY, kind=kind, locale="el", network="", count=number)
        DailyFigure.objects.create(
            day=MONDAY, figure=quiet.KEY, locale="el", kind=quiet.STEP, value=kind,
            numerator=number, denominator=90,
        )  # fmt: skip
    keys = {figure.key: figure.definition for figure in FIGURES}
    ClosedDay.objects.create(day=MONDAY, definitions=keys)
    made = leaving.build(MONDAY, MONDAY + timedelta(days=1), at=at("2026-03-30 12:00"))
    left = {
        line.cell.figure.key: line.left for line in leaving.figures(made) if line.language == "el"
    }
    assert WITHIN
    for one, other in WITHIN:
        for smaller, larger in (
            (left[one.key].share, left[other.key].share),
            (left[one.key].privacy, left[other.key].privacy),
        ):
            if smaller is not None and larger is not None:
                assert larger - smaller >= SMALL
    for figure in FIGURES:
        if figure.is_compared and few in figure.kinds:
            assert left[figure.key].share is left[figure.key].privacy is None
