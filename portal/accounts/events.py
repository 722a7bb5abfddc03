"""What happens to accounts and rights, one line each in the log.

Each line tells the account that acted, the one it was done to where that is another, and the
network it came from (/24 or /48, never the address): personal data, kept as long as the log.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import signals as account
from allauth.core import context
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as services
from django.contrib.auth import signals as auth
from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import Signal
from wagtail.models import (
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    PageViewRestriction,
)

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
    "address added": account.email_added,
    "address removed": account.email_removed,
    "code refused": account.login_code_rejected,
    "service connected": services.social_account_added,
    "service removed": services.social_account_removed,
    "factor added": mfa.authenticator_added,
    "factor removed": mfa.authenticator_removed,
    "factor renewed": mfa.authenticator_reset,
    "factor shown": mfa.authenticator_used,
    "factor failed": mfa.authentication_failed,
}

# Given by a group below a place.
_GRANTS = (GroupPagePermission, GroupCollectionPermission)


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
    for closed in (PageViewRestriction, CollectionViewRestriction):
        m2m_changed.connect(_rights_changed, closed.groups.through, dispatch_uid="accounts.rights")
    post_delete.connect(_account_deleted, User, dispatch_uid="accounts.deleted")
    post_delete.connect(_group_deleted, Group, dispatch_uid="accounts.group_deleted")
    for grant in (*_GRANTS, GroupLanguage, PageViewRestriction, CollectionViewRestriction):
        post_save.connect(_grant_changed, grant, dispatch_uid="accounts.granted")
        post_delete.connect(_grant_changed, grant, dispatch_uid="accounts.taken")


@contextmanager
def of_group(group: Group) -> Iterator[None]:
    """Tell what a group is given meanwhile in bulk, of which no signal tells."""
    before = {grant: _given(grant, group) for grant in _GRANTS}
    yield
    for grant, keys in before.items():
        for _key in sorted(_given(grant, group) - keys):
            note("rights changed", how="add", of="group", key=group.pk, table=grant.__name__)


def of_accounts(changed: Iterable[User], **rights: bool) -> None:
    """Tell what accounts have become in bulk, of which no signal tells."""
    for one in changed:
        note("rights changed", one, rights=rights)


def _given(grant: type[GroupPagePermission | GroupCollectionPermission], group: Group) -> set[int]:
    return set(grant.objects.filter(group=group.pk).values_list("pk", flat=True))


def _grant_changed(instance: Model, sender: type[Model], **kwargs: object) -> None:
    # Signals of saving tell whether it is new, those of deleting do not.
    how = "add" if kwargs.get("created") else "change" if "created" in kwargs else "remove"
    # What a group is given below a place, or who may read the place.
    of = next(of for of in ("group", "page", "collection") if hasattr(instance, f"{of}_id"))
    key = getattr(instance, f"{of}_id")
    note("rights changed", how=how, of=of, key=key, table=sender.__name__)


def _account_deleted(instance: User, **_kwargs: object) -> None:
    note("account deleted", instance)


def _group_deleted(instance: Group, **_kwargs: object) -> None:
    # Those who were in it lose its rights, and no signal tells of their rows.
    note("rights changed", how="delete", of="group", key=instance.pk, table="Group")


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
