"""Who may see the report, and who tells it the owner's own numbers."""

from collections.abc import Mapping
from typing import Any

from portal.actors import Actor, Rule
from portal.effort.models import FEED


def _sees(actor: Actor, _subject: Any) -> bool:
    return actor.holds("effort.view_report")


def _feeds(actor: Actor, _subject: Any) -> bool:
    return actor.holds(f"effort.{FEED}")


POLICY: Mapping[str, Rule] = {"see": _sees, "feed": _feeds}
