"""The groups of a new installation, with every right of theirs.

A right is "app.codename", or for pages and for images and documents (collections) "page.codename"
and "collection.codename": those hold from the root down, or from a language's front page, and then
its code stands behind.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail_localize.models import Translation

from kb import tree
from portal.accounts.models import User
from portal.home import groups

_CHANGE = ("add", "change", "delete")
_WRITE = {
    "wagtailadmin.access_admin",
    "wagtail_localize.submit_translation",
    *(f"wagtailimages.{verb}_image" for verb in ("add", "change", "delete", "choose")),
    *(f"wagtaildocs.{verb}_document" for verb in ("add", "change", "delete", "choose")),
    *(f"collection.{verb}_image" for verb in ("add", "change", "choose")),
    *(f"collection.{verb}_document" for verb in ("add", "change", "choose")),
    *("page.add_page", "page.change_page"),
}
_PUBLISH = {"kb.announce", "page.publish_page", "page.lock_page", "page.unlock_page"}
_ADMINISTER = {
    "page.bulk_delete_page",
    "home.dress_front",
    *(f"collection.{verb}_collection" for verb in _CHANGE),
    *(f"accounts.{verb}_user" for verb in _CHANGE),
    *(f"auth.{verb}_group" for verb in _CHANGE),
    *(f"kb.{verb}_family" for verb in _CHANGE),
    *(f"kb.{verb}_product" for verb in _CHANGE),
    *(f"community.{verb}_category" for verb in _CHANGE),
    *(f"wagtailcore.{verb}_locale" for verb in _CHANGE),
    *(f"wagtailcore.{verb}_workflow" for verb in _CHANGE),
    *(f"wagtailcore.{verb}_task" for verb in _CHANGE),
    *(f"wagtailredirects.{verb}_redirect" for verb in _CHANGE),
}
_TUNE = {"search.tune_search", "search.view_query_log"}
_INSIGHT = _TUNE | {"effort.view_report", "effort.export_report"}
_RUN = {"kb.announce", "support.run_support", "effort.feed_report"}
SHIPPED: dict[str, set[str]] = {
    "Authors": _WRITE | _TUNE,
    "Publishers": _WRITE | _PUBLISH,
    "Community moderators": {"community.moderate"},
    "Support managers": {"wagtailadmin.access_admin"} | _INSIGHT | _RUN,
    "Administrators": _WRITE | _PUBLISH | _INSIGHT | _RUN | _ADMINISTER | {"community.moderate"},
    **{
        f"Translators ({code})": {
            "wagtailadmin.access_admin",
            f"page.change_page {code}",
            *("collection.choose_image", "collection.choose_document"),
        }
        for code in ("en", "nb", "da", "sv", "el", "id", "ar")
    },
}


def rights_of(group: Group) -> set[str]:
    """Every right of a group, wherever Wagtail keeps it."""
    rights = group.permissions.values_list("content_type__app_label", "codename")
    pages = GroupPagePermission.objects.filter(group=group)
    collections = GroupCollectionPermission.objects.filter(group=group)
    assert all(given.collection.is_root() for given in collections)
    return {
        *(f"{app}.{codename}" for app, codename in rights),
        *(
            f"page.{given.permission.codename}"
            + ("" if given.page.is_root() else f" {given.page.slug}")
            for given in pages
        ),
        *(f"collection.{given.permission.codename}" for given in collections),
    }


def group(name: str) -> Group:
    """One of the groups of a new installation, with its rights."""
    tree.ensure("en")
    if not Collection.objects.exists():  # made by a migration alone, so not after each flush
        Collection.add_root(name="Root")
    Permission.objects.get_or_create(  # the same
        codename="submit_translation",
        content_type=ContentType.objects.get_for_model(Translation),
        defaults={"name": "Can submit translations"},
    )
    return Group.objects.filter(name=name).first() or groups.make(name)


def join(user: User, name: str) -> User:
    """The user, now with the rights of a group."""
    user.groups.add(group(name))
    return user
