"""Who sees a gap: whoever sees the report, and which of the authors was asked to write for it."""

from collections.abc import Mapping
from typing import Any

from portal.actors import Actor, Rule
from portal.gaps.models import Ask


def _decides(actor: Actor, language: Any) -> bool:
    """About gaps, and whom to ask for help, of the readers of a language or (None) of any."""
    return actor.may("report.see", language)


def _sees(actor: Actor, gap: Any) -> bool:
    if _decides(actor, None):
        return True
    asked = Ask.objects.filter(gap=gap, of=Ask.Of.AUTHOR, person=actor.privileged)
    return actor.privileged is not None and asked.exists()


POLICY: Mapping[str, Rule] = {"decide": _decides, "see": _sees}
