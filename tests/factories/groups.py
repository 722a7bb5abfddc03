"""The groups of a new installation, with every right of theirs.

A right is "app.codename", or for pages and for images and documents (collections) "page.codename"
and "collection.codename": those hold from the root down.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail_localize.models import Translation

from kb import tree
from portal.accounts.models import User

EDITORS = "Editors"
PUBLISHERS = "Moderators"
COMMUNITY_MODERATORS = "Community moderators"

_WRITE = {
    "wagtailadmin.access_admin",
    "wagtail_localize.submit_translation",
    *(f"wagtailimages.{verb}_image" for verb in ("add", "change", "delete", "choose")),
    *(f"wagtaildocs.{verb}_document" for verb in ("add", "change", "delete", "choose")),
    *(f"collection.{verb}_image" for verb in ("add", "change", "choose")),
    *(f"collection.{verb}_document" for verb in ("add", "change", "choose")),
    *("page.add_page", "page.change_page"),
}
SHIPPED: dict[str, set[str]] = {
    EDITORS: _WRITE | {"search.tune_search"},
    PUBLISHERS: _WRITE | {"page.publish_page", "page.lock_page", "page.unlock_page"},
    COMMUNITY_MODERATORS: {"community.moderate"},
}


def rights_of(group: Group) -> set[str]:
    """Every right of a group, wherever Wagtail keeps it."""
    rights = group.permissions.values_list("content_type__app_label", "codename")
    pages = GroupPagePermission.objects.filter(group=group)
    collections = GroupCollectionPermission.objects.filter(group=group)
    assert all(given.page.is_root() for given in pages)
    assert all(given.collection.is_root() for given in collections)
    return {
        *(f"{app}.{codename}" for app, codename in rights),
        *(f"page.{given.permission.codename}" for given in pages),
        *(f"collection.{given.permission.codename}" for given in collections),
    }


def group(name: str) -> Group:
    """One of the groups of a new installation, with its rights."""
    made = Group.objects.get_or_create(name=name)[0]
    root = tree.ensure("en").get_parent()
    for right in SHIPPED[name]:
        place, _dot, codename = right.partition(".")
        if place == "page":
            given = Permission.objects.get(codename=codename, content_type__model="page")
            made.page_permissions.get_or_create(page=root, permission=given)
        elif place == "collection":
            given = Permission.objects.get(codename=codename)
            made.collection_permissions.get_or_create(collection=_top(), permission=given)
        else:
            made.permissions.add(_permission(place, codename))
    return made


def join(user: User, name: str) -> User:
    """The user, now with the rights of a group."""
    user.groups.add(group(name))
    return user


def _permission(app: str, codename: str) -> Permission:
    if codename == "submit_translation":  # made by a migration alone, so not after each flush
        return Permission.objects.get_or_create(
            codename=codename,
            content_type=ContentType.objects.get_for_model(Translation),
            defaults={"name": "Can submit translations"},
        )[0]
    return Permission.objects.get(codename=codename, content_type__app_label=app)


def _top() -> Collection:
    return Collection.get_first_root_node() or Collection.add_root(name="Root")
