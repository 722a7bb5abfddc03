"""Who gets the right to tell the report numbers, when it comes into being."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from portal.effort.models import FEED

# By the names that groups are stored under.
HOLDERS = ("Administrators", "Support managers")
_SINCE = ("effort", "0006_take_the_owners_numbers")


def give_to_holders(sender: Any, **kwargs: Any) -> None:
    """Once, when the right comes into being; from then on it is the owner's to give and take."""
    done = {(one.app_label, one.name) for one, _backwards in kwargs.get("plan") or ()}
    if _SINCE not in done:
        return
    using = kwargs["using"]
    create_permissions(sender, verbosity=0, using=using)
    right = Permission.objects.using(using).get(content_type__app_label="effort", codename=FEED)
    for group in Group.objects.using(using).filter(name__in=HOLDERS):
        group.permissions.add(right)
