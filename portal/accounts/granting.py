"""A right that comes into being out of another: whoever has the old one gets the new one, once.

From then on it is the owner's to give and take. Each of these makes a receiver of `post_migrate`
that does it where the migration `since` was applied. Rights are named "app.codename", a migration
by its app and its name.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from portal import actors
from portal.accounts.models import User

type Give = Callable[..., None]
type _Holding = Callable[[str], Q]
"""Which groups, or accounts, have it, in this database."""


def to_holders(of: str, *, new: str, since: tuple[str, str]) -> Give:
    """Whoever holds a right, by a group or alone."""

    def held_by(using: str, to: str) -> Q:
        return Q(**{f"{to}__in": Permission.objects.using(using).filter(actors.named(of))})

    return _giver(
        new,
        since,
        groups=lambda using: held_by(using, "permissions"),
        accounts=lambda using: held_by(using, "user_permissions"),
    )


def to_publishers(*, new: str, since: tuple[str, str]) -> Give:
    """The groups that may publish pages anywhere."""
    publish = Q(page_permissions__permission__codename="publish_page")
    return _giver(new, since, groups=lambda _using: publish, accounts=lambda _using: Q(pk__in=()))


def _giver(new: str, since: tuple[str, str], *, groups: _Holding, accounts: _Holding) -> Give:
    def give(sender: Any, **kwargs: Any) -> None:
        done = {(one.app_label, one.name) for one, _backwards in kwargs.get("plan") or ()}
        if since not in done:
            return
        using = kwargs["using"]
        create_permissions(sender, verbosity=0, using=using)
        given = Permission.objects.using(using).filter(actors.named(new))
        for group in Group.objects.using(using).filter(groups(using)).distinct():
            group.permissions.add(*given)
        for account in User.objects.using(using).filter(accounts(using)).distinct():
            account.user_permissions.add(*given)

    return give
