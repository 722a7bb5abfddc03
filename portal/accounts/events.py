"""What happens to accounts and rights, one line each in the log.

Each line tells the account that acted, the one it was done to where that is another, and the
network it came from (/24 or /48, never the address): personal data, kept as long as the log.
"""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account import signals as account
from allauth.core import context
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import Signal
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from portal import actors
from portal.accounts.models import STANDING, GroupLanguage, User
from portal.limits import who

logger = logging.getLogger(__name__)

_OF_ACCOUNTS: dict[str, Signal] = {
    "signed in": auth.user_logged_in,
    "signed out": auth.user_logged_out,
    "signed up": account.user_signed_up,
    "password changed": account.password_changed,
    "password set": account.password_set,
    "password reset": account.password_reset,
    "address changed": account.email_changed,
    "factor added": mfa.authenticator_added,
    "factor removed": mfa.authenticator_removed,
    "factor renewed": mfa.authenticator_reset,
    "factor shown": mfa.authenticator_used,
    "factor failed": mfa.authentication_failed,
}


def note(event: str, about: User | None = None, **facts: object) -> None:
    """Leave a line about an event; who acts, and from where, is known from the request."""
    request = context.request
    actor = getattr(request, "actor", None) or actors.Actor()
    acting = actor.account or about
    told = {
        "account": acting.pk if acting else None,
        "network": who.network(actor).removeprefix("network "),
    }
    if about is not None and about != acting:
        told["about"] = about.pk
    logger.info(event, extra={"facts": told | facts})


def listen() -> None:
    """Leave a line whenever one of these things happens, whoever causes it."""
    for event, signal in _OF_ACCOUNTS.items():
        signal.connect(_teller(event), weak=False, dispatch_uid=f"accounts.{event}")
    auth.user_login_failed.connect(_failed, dispatch_uid="accounts.failed")
    pre_save.connect(_standing_changed, User, dispatch_uid="accounts.standing")
    post_save.connect(_standing_kept, User, dispatch_uid="accounts.standing_kept")
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(_rights_changed, through, dispatch_uid="accounts.rights")
    for grant in (GroupPagePermission, GroupCollectionPermission, GroupLanguage):
        post_save.connect(_grant_changed, grant, dispatch_uid="accounts.granted")
        post_delete.connect(_grant_changed, grant, dispatch_uid="accounts.taken")


def _grant_changed(instance: Model, sender: type[Model], **kwargs: object) -> None:
    # Signals of saving tell whether it is new, those of deleting do not.
    how = "add" if kwargs.get("created") else "change" if "created" in kwargs else "remove"
    group = getattr(instance, "group_id", None)
    note("rights changed", how=how, of="group", key=group, table=sender.__name__)


def _teller(event: str) -> Callable[..., None]:
    def tell(user: User | None = None, **_kwargs: object) -> None:
        note(event, user)

    return tell


def _failed(credentials: dict[str, Any], **_kwargs: object) -> None:
    email = str(credentials.get("email") or credentials.get("username") or "")
    note("sign-in failed", User.objects.filter(email=email.lower()).first())


def _standing_changed(
    instance: User, update_fields: frozenset[str] | None, **_kwargs: object
) -> None:
    if update_fields is not None and not update_fields & STANDING.keys():
        return
    before = User.objects.filter(pk=instance.pk).values(*STANDING).first() or STANDING
    now = {name: getattr(instance, name) for name in STANDING}
    # Told when it is saved: only then a new account has a number.
    instance.changed_standing = {  # type: ignore[attr-defined]
        name: now[name] for name in STANDING if now[name] != before[name]
    }


def _standing_kept(instance: User, **_kwargs: object) -> None:
    if changed := instance.__dict__.pop("changed_standing", None):
        note("rights changed", instance, rights=changed)


def _rights_changed(
    instance: Model, action: str, pk_set: set[int] | None, sender: type[Model], **_kwargs: object
) -> None:
    if action not in {"post_add", "post_remove", "post_clear"} or pk_set == set():
        return
    about = instance if isinstance(instance, User) else None
    what = {"of": instance._meta.model_name, "key": instance.pk, "table": sender.__name__}
    note("rights changed", about, how=action[5:], keys=sorted(pk_set or ()), **what)
