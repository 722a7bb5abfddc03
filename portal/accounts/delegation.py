"""Rights as something to compare: nobody gives away more than they have, or reaches above it.

Who could change the account of somebody with more rights, or make up a group with them, would have
those rights a minute later.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import CharField, F, QuerySet, Subquery, Value
from wagtail.models import (
    BaseViewRestriction,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    PageViewRestriction,
)

from portal import actors
from portal.accounts.models import GroupLanguage, User

_LANGUAGE = "language"

type Place = tuple[str, str, int]
"""A right in one place: "page", "collection" or "language", its path, the permission's number.

A page and a collection have it below them, too; a language's path is its code.

What holds for the whole site is below no place: "", and an empty path.
"""
type Door = tuple[int, Place]
"""What a group opens by its name alone, and the right by which somebody could open it, too.

What is kept for its members to read, or to approve, is no permission of theirs.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Everything that somebody may, or that a group gives; permissions by their numbers."""

    everything: bool = False
    permissions: frozenset[int] = field(default_factory=frozenset)
    places: frozenset[Place] = field(default_factory=frozenset)
    doors: frozenset[Door] = field(default_factory=frozenset)

    def cover(self, others: "Rights") -> bool:
        """Whether nothing is among the others that is not among these."""
        return self.everything or (
            not others.everything
            and others.permissions <= self.permissions
            and all(map(self._hold_at, others.places))
            and all(door in self.doors or self._hold_at(door[1]) for door in others.doors)
        )

    def _hold_at(self, place: Place) -> bool:
        kind, path, permission = place
        if not kind:
            return permission in self.permissions
        if kind == _LANGUAGE:
            return permission in self.permissions or place in self.places
        above = (path[:end] for end in range(len(path) + 1))
        return any((kind, one, permission) in self.places for one in above)


def of_account(account: User) -> Rights:
    """What an account may, also while it is switched off."""
    if actors.is_owner(account):
        return Rights(everything=True)
    own = Permission.objects.filter(user=account).values_list("pk", flat=True)
    given = _of(Group.objects.filter(user=account))
    return replace(given, permissions=given.permissions | set(own))


def of_groups(*groups: Group) -> Rights:
    """What these groups give to their members."""
    return _of(groups)


def within(permissions: Collection[int], languages: Collection[str]) -> Rights:
    """What a group gives that is limited to these languages, or to none."""
    limited = _by_language() & set(permissions) if languages else frozenset()
    return Rights(
        permissions=frozenset(permissions) - limited,
        places=frozenset((_LANGUAGE, code, one) for code in languages for one in limited),
    )


def _of(groups: Iterable[Group]) -> Rights:
    given = _by_group(Group.permissions.through.objects.filter(group__in=groups), "permission_id")
    limits = _by_group(GroupLanguage.objects.filter(group__in=groups), "locale")
    rights = [within(permissions, limits[group]) for group, permissions in given.items()]
    return Rights(
        permissions=frozenset[int]().union(*(one.permissions for one in rights)),
        places=_places(groups).union(*(one.places for one in rights)),
        doors=_doors(groups),
    )


def _by_group(rows: QuerySet[Any], field: str) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    for group, value in rows.values_list("group_id", field):
        found[group].add(value)
    return found


def _by_language() -> frozenset[int]:
    """The numbers of the permissions that can be given for some languages alone."""
    rows = Permission.objects.filter(actors.named(*actors.BY_LANGUAGE))
    return frozenset(rows.values_list("pk", flat=True))


def _places(groups: Iterable[Group]) -> frozenset[Place]:
    pages = GroupPagePermission.objects.filter(group__in=groups)
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    return frozenset(
        (kind, path, permission)
        for kind, rows in (("page", pages), ("collection", collections))
        for path, permission in rows.values_list(f"{kind}__path", "permission")
    )


def _doors(groups: Iterable[Group]) -> frozenset[Door]:
    """What names these groups, in one query."""
    pages, collections, tasks = (
        model.groups.through.objects.filter(group__in=groups)
        for model in (PageViewRestriction, CollectionViewRestriction, GroupApprovalTask)
    )
    kept = BaseViewRestriction.GROUPS
    rows = _named(
        pages.filter(pageviewrestriction__restriction_type=kept),
        *("page", F("pageviewrestriction__page__path"), "publish_page"),
    ).union(
        _named(
            collections.filter(collectionviewrestriction__restriction_type=kept),
            *("collection", F("collectionviewrestriction__collection__path"), "change_collection"),
        ),
        _named(tasks, "", Value("", output_field=CharField()), "change_task"),
    )
    return frozenset((group, (kind, path, right)) for group, kind, path, right in rows)


def _named(rows: QuerySet[Any], kind: str, path: F | Value, right: str) -> QuerySet[Any, Any]:
    """The group of each row, and by which right of Wagtail's the row could be changed."""
    permission = Permission.objects.filter(content_type__app_label="wagtailcore", codename=right)
    named: QuerySet[Any, Any] = rows.annotate(
        kind=Value(kind, output_field=CharField()),
        path=path,
        right=Subquery(permission.values("pk")[:1]),
    ).values_list("group", "kind", "path", "right")
    return named
