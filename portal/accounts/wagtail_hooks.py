"""Accounts and groups in the editors' pages: their rights, and what is done to many at once."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from portal.accounts.administration.bulk import ACTIONS
from portal.accounts.administration.group_languages import LanguagesPanel

_CHANGE = ("add", "change", "delete")


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """The rights over accounts and groups, for the form of a group."""
    return Permission.objects.filter(
        content_type__app_label__in=("accounts", "auth"),
        codename__in=[f"{verb}_{what}" for verb in _CHANGE for what in ("user", "group")],
    )


@hooks.register("register_group_permission_panel")
def languages_panel() -> type[LanguagesPanel]:
    return LanguagesPanel


# After Wagtail's own, in their place.
for action in ACTIONS:
    hooks.register("register_bulk_action", action, order=1)
