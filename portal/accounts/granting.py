"""A right that comes into being out of another: whoever has the old one gets the new one, once.

From then on it is the owner's to give and take.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from portal import actors
from portal.accounts.models import User


def to_holders(of: str, *, new: str, since: tuple[str, str]) -> Callable[..., None]:
    """A receiver of `post_migrate` that does it where the migration `since` was applied.

    Rights are named "app.codename", a migration by its app and its name.
    """

    def give(sender: Any, **kwargs: Any) -> None:
        done = {(one.app_label, one.name) for one, _backwards in kwargs.get("plan") or ()}
        if since not in done:
            return
        using = kwargs["using"]
        create_permissions(sender, verbosity=0, using=using)
        permissions = Permission.objects.using(using)
        given, had = permissions.filter(actors.named(new)), permissions.filter(actors.named(of))
        for group in Group.objects.using(using).filter(permissions__in=had):
            group.permissions.add(*given)
        for account in User.objects.using(using).filter(user_permissions__in=had):
            account.user_permissions.add(*given)

    return give
