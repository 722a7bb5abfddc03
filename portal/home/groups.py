"""The groups an installation comes with: one for each trade, and one of translators a language.

`deploy` makes those that are missing, with these rights. From then on who is in a group, and what
it may, is the owner's to say: a group that is there is left as it is. docs/rights.md has the
same in words.

A right is "app.codename", or for pages and collections of files "page.codename" and
"collection.codename": those hold from the root down; translators' from the front page of their
language.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from kb import tree
from portal import locales
from portal.accounts.trades import (
    ADMINISTRATORS,
    AUTHORS,
    COMMUNITY_MODERATORS,
    PUBLISHERS,
    SUPPORT_MANAGERS,
    translators_of,
)

_OF_PAGES, _OF_COLLECTIONS = "page", "collection"

_ENTER = frozenset({"wagtailadmin.access_admin"})
_CHANGE = ("add", "change", "delete")
_WRITE = _ENTER | {
    "wagtail_localize.submit_translation",
    *(f"wagtailimages.{verb}_image" for verb in (*_CHANGE, "choose")),
    *(f"wagtaildocs.{verb}_document" for verb in (*_CHANGE, "choose")),
    *(f"collection.{verb}_image" for verb in ("add", "change", "choose")),
    *(f"collection.{verb}_document" for verb in ("add", "change", "choose")),
    *("page.add_page", "page.change_page"),
}
_ANNOUNCE = frozenset({"kb.announce"})
_PUBLISH = _ANNOUNCE | {"page.publish_page", "page.lock_page", "page.unlock_page"}
_TUNE = frozenset({"search.tune_search", "search.view_query_log"})
_INSIGHT = _TUNE | {"effort.view_report", "effort.export_report"}
_RUN = _ANNOUNCE | {"support.run_support", "effort.feed_report"}
_MODERATE = frozenset({"community.moderate"})
_ADMINISTER = frozenset(
    {
        "page.bulk_delete_page",
        "home.dress_front",
        *(f"collection.{verb}_collection" for verb in _CHANGE),
        *(f"accounts.{verb}_user" for verb in _CHANGE),
        *(f"auth.{verb}_group" for verb in _CHANGE),
        *(f"kb.{verb}_{what}" for verb in _CHANGE for what in ("family", "product")),
        *(f"community.{verb}_category" for verb in _CHANGE),
        *(f"wagtailcore.{verb}_{what}" for verb in _CHANGE for what in ("locale", "task")),
        *(f"wagtailcore.{verb}_workflow" for verb in _CHANGE),
        *(f"wagtailredirects.{verb}_redirect" for verb in _CHANGE),
    }
)
# To give a group away one must have its rights: administrators have those of all.
BY_TRADE: Mapping[str, frozenset[str]] = {
    AUTHORS: _WRITE | _TUNE,
    PUBLISHERS: _WRITE | _PUBLISH,
    COMMUNITY_MODERATORS: _MODERATE,
    SUPPORT_MANAGERS: _ENTER | _INSIGHT | _RUN,
    ADMINISTRATORS: _WRITE | _PUBLISH | _INSIGHT | _RUN | _MODERATE | _ADMINISTER,
}
# Change without add is to translate; see kb.models.translating.
TRANSLATE = _ENTER | {
    "page.change_page",
    *("collection.choose_image", "collection.choose_document"),
}


def missing() -> Iterator[str]:
    """The names of the groups that `set_up` would make."""
    there = set(Group.objects.values_list("name", flat=True))
    yield from (name for name in _rights() if name not in there)


@transaction.atomic
def set_up() -> int:
    """Make the groups that are missing, and return how many. Safe to call again."""
    made = [make(name) for name in missing()]
    return len(made)


def make(name: str) -> Group:
    """Make one of them, with its rights; raises LookupError for a name that is none of theirs."""
    group = Group.objects.create(name=name)
    homes = {translators_of(code): code for code in locales.codes()}
    place = tree.ensure(homes[name]) if name in homes else Page.objects.get(depth=1)
    _give(group, _rights()[name], place)
    return group


def _rights() -> dict[str, frozenset[str]]:
    of_translators = dict.fromkeys(map(translators_of, locales.codes()), TRANSLATE)
    return {**BY_TRADE, **of_translators}


def _give(group: Group, rights: Iterable[str], place: Page) -> None:
    """Give a group these rights; those over pages hold from `place` down."""
    by_app: dict[str, list[str]] = {}
    for right in rights:
        app, _dot, codename = right.partition(".")
        by_app.setdefault(app, []).append(codename)
    top = Collection.get_first_root_node()
    for permission in _permissions(by_app.pop(_OF_PAGES, ()), app="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=group, page=place, permission=permission)
    for permission in _permissions(by_app.pop(_OF_COLLECTIONS, ())):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=top, permission=permission
        )
    for app, codenames in by_app.items():
        group.permissions.add(*_permissions(codenames, app=app))


def _permissions(codenames: Iterable[str], app: str = "") -> QuerySet[Permission]:
    found = Permission.objects.filter(codename__in=list(codenames))
    return found.filter(content_type__app_label=app) if app else found
