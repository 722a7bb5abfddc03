"""Who may say when the support works: one right for all of it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from portal import actors
from portal.actors import Actor, Rule
from portal.support.models import RUN, Desk, Hours, Market, WayIn

PERMISSION = f"support.{RUN}"
MODELS = (Market, Hours, Desk, WayIn)
# Who got the right when it came into being, by the names that groups are stored under.
HOLDERS = ("Administrators", "Support managers")
_SINCE = ("support", "0001_hours_and_promises")


def _runs(actor: Actor, _subject: Any) -> bool:
    return actor.holds(PERMISSION)


POLICY: Mapping[str, Rule] = {"run": _runs}


def permissions() -> QuerySet[Permission]:
    """The right, for the form of a group."""
    return Permission.objects.filter(content_type__app_label="support", codename=RUN)


class SupportPolicy(BasePermissionPolicy):
    """Whoever may run the support may do everything with what is said of it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        # Wagtail's pages are closed as a whole to who has not shown the second factor.
        return actors.on_behalf_of(user).may("support.run")

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        return actors.holders(permissions())


def register() -> None:
    """Have rights, and Wagtail's pages, ask us."""
    actors.register("support", POLICY)
    for model in MODELS:
        register_permission_policy(model, SupportPolicy(model))


def give_to_holders(sender: Any, **kwargs: Any) -> None:
    """Once, when the right comes into being; from then on it is the owner's to give and take."""
    done = {(one.app_label, one.name) for one, _backwards in kwargs.get("plan") or ()}
    if _SINCE not in done:
        return
    create_permissions(sender, verbosity=0, using=kwargs["using"])
    for group in Group.objects.using(kwargs["using"]).filter(name__in=HOLDERS):
        group.permissions.add(*permissions().using(kwargs["using"]))
