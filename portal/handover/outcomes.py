"""What the acts on a request come to, and from which moment each is known for good.

Pure. The acts are never rewritten, so what they say of a day stays whatever happens later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from portal.handover.models import SILENCE, Event

SATISFIED = 4
"""Who gives so many of five, or more, is satisfied."""

_KINDS = Event.Kind
_CUSTOMER_WAITS = {_KINDS.MESSAGE, _KINDS.REOPENED}
_SOLVES = {_KINDS.SOLVED, _KINDS.CONFIRMED}


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to a request, and when."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the first answer solved a request, and from when on that is known."""

    at: datetime
    is_first_contact: bool


def solutions(acts: Iterable[Act]) -> Iterator[datetime]:
    """When a request became solved: again, each time it was not any more."""
    is_solved = False
    for act in acts:
        if act.kind in _SOLVES and not is_solved:
            yield act.at
        is_solved = act.kind in _SOLVES or (is_solved and act.kind not in _CUSTOMER_WAITS)


def first_contact(acts: Iterable[Act]) -> Verdict | None:
    """Whether one answer was enough: the first verdict counts, and none is changed later.

    It was if the customer says so after one answer, without "not yet"; or if the support has
    called it solved by its first answer and a week passes in silence (that week may lie ahead).
    It was not if it is solved otherwise. None while it is not solved.
    """
    answers, waits, is_reopened = 0, True, False
    silent_since: datetime | None = None
    for act in acts:
        if silent_since and act.at - silent_since >= SILENCE:
            break
        if act.kind in _CUSTOMER_WAITS:
            waits, silent_since = True, None
            is_reopened = is_reopened or act.kind == _KINDS.REOPENED
            continue
        answers += waits and act.kind != _KINDS.CONFIRMED
        waits = False
        if act.kind in _SOLVES and (answers > 1 or is_reopened):
            return Verdict(act.at, is_first_contact=False)
        if act.kind == _KINDS.CONFIRMED:
            return Verdict(act.at, is_first_contact=True)
        if act.kind == _KINDS.SOLVED:
            silent_since = silent_since or act.at
    return Verdict(silent_since + SILENCE, is_first_contact=True) if silent_since else None
