"""What the sample's readers say of the fixes of a text that they read.

Drawn from each visit's own key: so the rest of the story is drawn as it always was.
"""

import random
from collections.abc import Sequence
from datetime import timedelta

from portal.journal import subjects
from portal.journal.models import Step, StepKind

_SAID = (StepKind.FIX_WORKED, StepKind.FIX_FAILED, StepKind.FIX_CANNOT, None)
# The second fix is where people stop: few have what it needs at hand.
_WEIGHTS = ((35, 40, 5, 20), (10, 25, 25, 40), (30, 35, 10, 25))
_APART = timedelta(seconds=1)


def of(read: Step, key: str, fixes: Sequence[str]) -> list[Step]:
    """The steps that follow on reading, up to the last fix that was shown; `read` names the first.

    `fixes` are ids; `key` is the visit's.
    """
    if not fixes:
        return []
    draw = random.Random(f"{key} {read.family}")  # noqa: S311 - a fixed sample, not a secret
    read.part = fixes[0]
    steps: list[Step] = []
    for place, fix in enumerate(fixes):
        if place:
            steps.append(_step(read, key, StepKind.FIX_SHOWN, fix, len(steps)))
        said = draw.choices(_SAID, weights=_WEIGHTS[min(place, len(_WEIGHTS) - 1)])[0]
        if said:
            steps.append(_step(read, key, said, fix, len(steps)))
        if said in (None, StepKind.FIX_WORKED):
            break
    return steps


def _step(read: Step, key: str, kind: StepKind, fix: str, place: int) -> Step:
    step = Step(
        visit=read.visit,
        day=read.day,
        at=read.at + (place + 1) * _APART,
        kind=kind,
        reader_locale=read.reader_locale,
        text_locale=read.text_locale,
        is_fallback=read.is_fallback,
        family=read.family,
        item_kind=read.item_kind,
        market=read.market,
        part=fix,
    )
    told = {"item_kind": step.item_kind, "family": step.family, "attempt": None, "part": fix}
    step.subject = subjects.subject_of(key, kind, told, step.reader_locale)
    return step
