"""What is left of a day's attempts once it has closed: how each went, and not whose it was."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import batched
from secrets import SystemRandom

from portal.deflection.models import OUTCOME_WINDOW, Attempt, Outcome, ShownSuggestion
from portal.journal import days

_CHUNK = 500
_NOON = timedelta(hours=12)


def forget(day: date) -> None:
    """Write the attempts of a closed day anew, with ids, times and an order that say nothing.

    Call it in a transaction, before the visits are forgotten.
    """
    begun = Attempt.objects.begun_between(*days.span(day, day))
    attempts = list(begun.values_list("pk", flat=True))
    SystemRandom().shuffle(attempts)
    for some in batched(attempts, _CHUNK):
        _write_anew(some, days.begins(day) + _NOON)


def _write_anew(keys: Sequence[uuid.UUID], noon: datetime) -> None:
    attempts = Attempt.objects.in_bulk(keys)
    shown = list(ShownSuggestion.objects.filter(attempt__in=keys).order_by("attempt", "rank"))
    by_number = {one.pk: one for one in shown}
    Attempt.objects.filter(pk__in=keys).delete()
    solved = []
    for key in keys:
        attempt = attempts[key]
        if solved_by := by_number.get(attempt.solved_by_id or 0):
            solved.append((attempt, solved_by))
        _forget(attempt, noon)
    for one in shown:
        one.pk, one.attempt = None, attempts[one.attempt_id]
        one.shown_at, one.opened_at = noon, noon if one.opened_at else None
    Attempt.objects.bulk_create(attempts[key] for key in keys)
    ShownSuggestion.objects.bulk_create(shown)
    for attempt, solved_by in solved:
        attempt.solved_by = solved_by
    Attempt.objects.bulk_update([attempt for attempt, _by in solved], ["solved_by"])


def _forget(attempt: Attempt, noon: datetime) -> None:
    """Leave how it ended, as far as that belongs to it, and in place of each moment the day."""
    last = attempt.started_at + OUTCOME_WINDOW
    if attempt.outcome_at and attempt.outcome_at > last:
        attempt.outcome, attempt.outcome_at = Outcome.OPEN, None
    if attempt.opened_at and attempt.opened_at > last:
        attempt.opened_at = None
    attempt.pk = uuid.uuid4()
    attempt.visit = attempt.solved_by = None
    attempt.started_at = noon
    for name in ("opened_at", "outcome_at", "withdrawn_at"):
        if getattr(attempt, name):
            setattr(attempt, name, noon)
