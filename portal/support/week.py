"""A week's openings as the owner types and the database keeps them.

Typed, a day is "09:00-12:30, 13:15-17:00"; kept, it is [["09:00", "12:30"], ["13:15", "17:00"]].
The end of the day is typed as 24:00 or 00:00.
"""

import re
from datetime import time
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.support.timetable import MIDNIGHT, Opening

type Kept = list[list[list[str]]]
"""Seven days from Monday, each with its openings."""

DAYS = 7
_BETWEEN = re.compile(r"[,;\n]")
_OPENING = re.compile(r"\s*(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?\s*")


def no_day() -> Kept:
    """A week without any opening, for a new row."""
    return [[] for _day in range(DAYS)]


def read_day(typed: str) -> tuple[Opening, ...]:
    """The openings of a day as they are typed, in order; none for nothing.

    Raises ValidationError for what is no time, or overlaps.
    """
    openings = [_opening(part) for part in _BETWEEN.split(typed) if part.strip()]
    openings.sort(key=lambda one: one.opens)
    for one, following in pairwise(openings):
        if one.closes == MIDNIGHT or one.closes > following.opens:
            raise ValidationError(_("These hours overlap."), code="overlap")
    return tuple(openings)


def written(openings: tuple[Opening, ...]) -> str:
    """A day's openings as they are typed."""
    return ", ".join(f"{start}-{end}" for start, end in kept(openings))


def kept(openings: tuple[Opening, ...]) -> list[list[str]]:
    """A day's openings as the database keeps them."""
    return [[f"{one.opens:%H:%M}", _end(one.closes)] for one in openings]


def opened(week: Kept) -> tuple[tuple[Opening, ...], ...]:
    """The openings of the seven days; raises ValidationError for what is no week."""
    if not isinstance(week, list) or len(week) != DAYS:
        raise ValidationError(_("Enter hours such as 09:00-17:00."), code="invalid")
    return tuple(_day(day) for day in week)


def _day(day: Any) -> tuple[Opening, ...]:
    try:
        return read_day(", ".join(f"{start}-{end}" for start, end in day))
    except (TypeError, ValueError) as error:
        raise ValidationError(_("Enter hours such as 09:00-17:00."), code="invalid") from error


def validate(week: Kept) -> None:
    """Raise ValidationError unless the value is a week."""
    opened(week)


def _opening(typed: str) -> Opening:
    found = _OPENING.fullmatch(typed)
    try:
        if found is None:
            raise ValueError(typed)
        opens, closes = _clock(found[1], found[2]), _clock(found[3], found[4], last=True)
    except ValueError as error:
        raise ValidationError(_("Enter hours such as 09:00-17:00."), code="invalid") from error
    if opens >= closes != MIDNIGHT:
        raise ValidationError(_("The end must be later than the beginning."), code="order")
    return Opening(opens, closes)


def _clock(hour: str, minute: str | None, *, last: bool = False) -> time:
    """A time of day; as the last of the day 24:00 is one, too. Raises ValueError for none."""
    clock = (int(hour), int(minute or 0))
    return MIDNIGHT if last and clock == (24, 0) else time(*clock)


def _end(closes: time) -> str:
    return "24:00" if closes == MIDNIGHT else f"{closes:%H:%M}"
