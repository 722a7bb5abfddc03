"""Rights as something to compare: nobody gives away more than they have, or reaches above it.

Who could change the account of somebody with more rights, or make up a group with them, would have
those rights a minute later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from portal import actors
from portal.accounts.models import User

type Place = tuple[str, str, int]
"""A right below one place: "page" or "collection", the place's path, the permission's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Everything that somebody may, or that a group gives; permissions by their numbers."""

    everything: bool = False
    permissions: frozenset[int] = field(default_factory=frozenset)
    places: frozenset[Place] = field(default_factory=frozenset)

    def cover(self, others: "Rights") -> bool:
        """Whether nothing is among the others that is not among these."""
        return self.everything or (
            not others.everything
            and others.permissions <= self.permissions
            and all(map(self._hold_at, others.places))
        )

    def _hold_at(self, place: Place) -> bool:
        kind, path, permission = place
        above = (path[:end] for end in range(len(path) + 1))
        return any((kind, one, permission) in self.places for one in above)


def of_account(account: User) -> Rights:
    """What an account may, also while it is switched off."""
    if actors.is_owner(account):
        return Rights(everything=True)
    given = Permission.objects.filter(Q(group__user=account) | Q(user=account))
    return Rights(
        permissions=frozenset(given.values_list("pk", flat=True)),
        places=_places(Group.objects.filter(user=account)),
    )


def of_groups(*groups: Group) -> Rights:
    """What these groups give to their members."""
    given = Permission.objects.filter(group__in=groups)
    return Rights(
        permissions=frozenset(given.values_list("pk", flat=True)), places=_places(groups)
    )


def _places(groups: Iterable[Group]) -> frozenset[Place]:
    pages = GroupPagePermission.objects.filter(group__in=groups)
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    return frozenset(
        (kind, path, permission)
        for kind, rows in (("page", pages), ("collection", collections))
        for path, permission in rows.values_list(f"{kind}__path", "permission")
    )
