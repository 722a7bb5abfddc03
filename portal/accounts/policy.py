"""Who may enter the editors' pages, which are closed as a whole to everybody else."""

from collections.abc import Mapping
from typing import Any

from portal.actors import Actor, Rule


def _enters(actor: Actor, _subject: Any) -> bool:
    return actor.holds("wagtailadmin.access_admin")


POLICY: Mapping[str, Rule] = {"enter": _enters}
