"""Who may see the report."""

from collections.abc import Mapping
from typing import Any

from portal.actors import Actor, Rule


def _sees(actor: Actor, _subject: Any) -> bool:
    return actor.holds("effort.view_report")


POLICY: Mapping[str, Rule] = {"see": _sees}
