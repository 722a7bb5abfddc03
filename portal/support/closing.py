"""Days on which the owner is closed beside the public holidays: kept as ["2026-12-24"]."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST = 200


def read_days(lines: Iterable[str]) -> list[str]:
    """The days of some lines, in order, each once; raises ValidationError for what is no day."""
    found = {_day(line.strip()) for line in lines if line.strip()}
    if len(found) > MOST:
        raise ValidationError(_("These are too many days."), code="too_many")
    return sorted(found)


def dates(days: Iterable[str]) -> frozenset[date]:
    """The days as dates."""
    return frozenset(map(date.fromisoformat, days))


def validate_days(value: object) -> None:
    """Raise ValidationError unless the value is a list of days."""
    if not isinstance(value, list):
        raise ValidationError(_("Enter one day a line, such as 2026-12-24."), code="invalid")
    read_days(map(str, value))


def _day(line: str) -> str:
    try:
        return date.fromisoformat(line).isoformat()
    except ValueError as error:
        text = _("“%(line)s” is no day. Enter one day a line, such as 2026-12-24.")
        raise ValidationError(text, code="invalid", params={"line": line}) from error
