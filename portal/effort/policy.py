"""Who may see the report, and who may carry it out of the house; for some languages or all."""

from collections.abc import Mapping

from portal import actors
from portal.accounts import granting
from portal.actors import Actor, Rule

SEE, EXPORT = "effort.view_report", "effort.export_report"
# The migration with which exporting became a right of its own.
_SINCE = ("effort", "0006_a_right_to_export")


def _sees(actor: Actor, language: str | None) -> bool:
    return actor.holds_in(SEE, language)


def _exports(actor: Actor, language: str | None) -> bool:
    """Nobody exports what they may not see."""
    return actor.holds_in(EXPORT, language) and _sees(actor, language)


POLICY: Mapping[str, Rule] = {"see": _sees, "export": _exports}
"""The subject is a language of readers; without one it is asked whether there is any."""


def register() -> None:
    """Have rights ask us."""
    actors.by_language(SEE, EXPORT)
    actors.register("report", POLICY)


give_to_readers = granting.to_holders(SEE, new=EXPORT, since=_SINCE)
"""Who could export the report because they saw it still can."""
