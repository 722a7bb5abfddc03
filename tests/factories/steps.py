"""Visits with the steps that somebody did, told briefly."""

from datetime import UTC, datetime, timedelta
from typing import Any

from portal.journal import days
from portal.journal.models import Step, StepKind, Visit

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def visit(*steps: tuple[Any, ...], day: int = 0, locale: str = "en") -> Visit:
    """A visit so many days after START; steps as (kind, query or family, further fields)."""
    at = START + timedelta(days=day)
    made = Visit.objects.create(day=days.day_of(at), key=f"{Visit.objects.count():032x}")
    for number, (kind, subject, *more) in enumerate(steps):
        name = "query" if kind == StepKind.SEARCH else "family"
        fields: dict[str, Any] = {name: subject, **(more[0] if more else {})}
        if kind == StepKind.SEARCH:
            fields.setdefault("weak", False)
        Step.objects.create(
            visit=made,
            day=made.day,
            at=at + timedelta(minutes=number),
            kind=kind,
            reader_locale=locale,
            **fields,
        )
    return made


def searched(query: str, weak: bool = False) -> tuple[Any, ...]:
    return (StepKind.SEARCH, query, {"weak": weak})


def clicked(family: str) -> tuple[Any, ...]:
    return (StepKind.CLICK, family, {"rank": 1})


def voted(family: str, helpful: bool | None) -> tuple[Any, ...]:
    return (StepKind.VOTE, family, {"helpful": helpful})


def sent() -> tuple[Any, ...]:
    return (StepKind.CONTACT_SENT, "")
