"""Who may enter the editors' pages, and whose accounts and groups somebody may change."""

from collections.abc import Mapping
from typing import Any

from portal.accounts import delegation
from portal.accounts.delegation import Rights
from portal.accounts.models import User
from portal.actors import Actor, Rule


def _enters(actor: Actor, _subject: Any) -> bool:
    return actor.holds("wagtailadmin.access_admin")


def _gives(actor: Actor, rights: Rights) -> bool:
    """Only what one has oneself, to whomever."""
    account = actor.privileged
    return isinstance(account, User) and delegation.of_account(account).cover(rights)


def _manages(actor: Actor, account: User) -> bool:
    """Only an account that may nothing that one may not oneself; beside Wagtail's own rights."""
    return _gives(actor, delegation.of_account(account))


def _makes_owners(actor: Actor, _subject: Any) -> bool:
    return actor.owns_site


TOOLS: Mapping[str, Rule] = {"enter": _enters}
ACCOUNTS: Mapping[str, Rule] = {
    "give": _gives,
    "manage": _manages,
    "make_owners": _makes_owners,
}
