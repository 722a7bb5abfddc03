"""Who may see the report, and who may carry it out of the house; for some languages or all.

And who tells it the owner's own numbers, and writes on its time axis.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from portal import actors, locales
from portal.accounts import granting
from portal.actors import Actor, Rule

SEE, EXPORT = "effort.view_report", "effort.export_report"
FEED = "effort.feed_report"


def _sees(actor: Actor, language: str | None) -> bool:
    return actor.holds_in(SEE, language)


def _exports(actor: Actor, language: str | None) -> bool:
    """Nobody exports what they may not see, language by language."""
    if language is None:
        return any(_exports(actor, code) for code in locales.codes())
    return actor.holds_in(EXPORT, language) and _sees(actor, language)


def _feeds(actor: Actor, language: str | None) -> bool:
    return actor.holds_in(FEED, language)


def _feeds_whole(actor: Actor, _subject: Any) -> bool:
    """What is of all readers at once is told by who tells of each."""
    return _in_all(actor, FEED)


def _notes(actor: Actor, language: str | None) -> bool:
    """What is about all readers ("") is for whoever sees the report, and so is writing it.

    A note about a language that is gone is for who sees all that there are.
    """
    return _sees(actor, language or None) or _in_all(actor, SEE)


def _in_all(actor: Actor, permission: str) -> bool:
    return all(actor.holds_in(permission, code) for code in locales.codes())


POLICY: Mapping[str, Rule] = {
    "see": _sees,
    "export": _exports,
    "feed": _feeds,
    "feed_whole": _feeds_whole,
    "note": _notes,
}
"""Of all but the whole, the subject is a language of readers; without one, whether any is."""


def register() -> None:
    """Have rights ask us."""
    actors.by_language(SEE, EXPORT, FEED)
    actors.register("report", POLICY)


def permissions() -> QuerySet[Permission]:
    """The rights, for the form of a group."""
    return Permission.objects.filter(actors.named(SEE, EXPORT, FEED))


give_to_managers = granting.to_holders(
    "support.run_support", new=FEED, since=("effort", "0006_take_the_owners_numbers")
)
"""Who runs the support tells the report its numbers."""
give_to_readers = granting.to_holders(SEE, new=EXPORT, since=("effort", "0007_a_right_to_export"))
"""Who could export the report because they saw it still can."""
