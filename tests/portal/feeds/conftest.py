"""What was counted in two weeks, and who reads it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from portal.effort.counts import WHOLE
from portal.effort.figures import definitions
from portal.effort.models import ClosedDay, DailyFigure

MONDAY = date(2026, 3, 2)
type Fill = Callable[..., None]


@pytest.fixture
def fill(db: None) -> Fill:
    """Count a week, which begins on this Monday, as closed days that are all alike."""

    def write(monday: date, **numbers: dict[str, tuple[int, int]]) -> None:
        for offset in range(7):
            day = monday + timedelta(days=offset)
            ClosedDay.objects.create(day=day, definitions=definitions())
            for figure, by_language in numbers.items():
                for code, (numerator, denominator) in by_language.items():
                    DailyFigure.objects.create(
                        day=day,
                        figure=figure,
                        locale=code,
                        kind=WHOLE,
                        numerator=numerator,
                        denominator=denominator,
                    )

    return write
