"""Who acts: one value that domain verbs take, whoever made it: a page, an inbound mail, a program.

Rights are asked of it, never of an account: `actor.may("community.moderate", thread)`. Each domain
registers one policy in `AppConfig.ready()`, a table of verbs. An account whose rights ask for a
second factor that was not shown is an ordinary member here. Nothing is ever changed on the
account itself: a later `save()` would store it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from portal import locales

if TYPE_CHECKING:
    from django.contrib.auth.models import _User

type Rule = Callable[[Actor, Any], bool]
"""Whether the actor may do it to this; what "this" is, the policy's table says."""


class Uncounted(StrEnum):
    """Why what somebody does is in no rate of the report."""

    PREFETCH = "prefetch"
    ROBOT = "robot"
    STAFF = "staff"
    # Asked for by Global Privacy Control or Do-Not-Track: counted in daily totals only.
    PRIVACY = "privacy"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who does something, in which language, and how it is counted.

    `user` is the account or nobody in particular; `market` is the country they chose, "" for
    none, and `has_chosen` whether they have, since "all countries" is a choice too; `voter_token`
    is what the act of voting has left in the browser. `address` and `agent` are for counting and
    for bounds alone: the journal makes the day's visit of them under the day's salt, and neither
    is ever stored or printed.
    """

    user: "_User | AnonymousUser" = field(default_factory=AnonymousUser)
    language: str = locales.DEFAULT
    market: str = ""
    has_chosen: bool = False
    second_factor: bool = False
    uncounted: Uncounted | None = None
    voter_token: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    agent: str = field(default="", repr=False)

    @property
    def account(self) -> "_User | None":
        """The account, if there is one in good standing."""
        user = self.user
        return None if isinstance(user, AnonymousUser) or not user.is_active else user

    @property
    def is_member(self) -> bool:
        """Whether it is somebody with an account."""
        return self.account is not None

    @cached_property
    def lacks_second_factor(self) -> bool:
        """Whether the account's rights rest until the second factor is shown."""
        return (
            bool(settings.STAFF_MUST_USE_SECOND_FACTOR)
            and not self.second_factor
            and self.account is not None
            and is_privileged(self.account)
        )

    @property
    def privileged(self) -> "_User | None":
        """The account with the rights it may use now; policies ask this one."""
        return None if self.lacks_second_factor else self.account

    @property
    def may_have_groups(self) -> bool:
        """Whether the account may be in a group; for most members it is known that none is."""
        account = self.privileged
        return account is not None and getattr(account, "is_in_a_group", True)

    @property
    def is_colleague(self) -> bool:
        """Whether it is one of the site's own staff."""
        account = self.privileged
        return account is not None and account.is_staff

    @property
    def owns_site(self) -> bool:
        """Whether it may do everything."""
        account = self.privileged
        return account is not None and account.is_superuser

    def holds(self, permission: str) -> bool:
        """Whether the account has one of Django's permissions; for policies only."""
        account = self.privileged
        return account is not None and account.has_perm(permission)

    def holds_in(self, permission: str, language: str | None) -> bool:
        """The same of what readers of one language do, or (None) of any; for policies only.

        Raises LookupError for a permission that is of no language in particular.
        """
        if permission not in BY_LANGUAGE:
            raise LookupError(permission)
        if not self.holds(permission):
            return False
        found = _languages_of(cast("_User", self.account))[permission]
        return bool(found) if language is None else language in found

    def languages_of(self, right: str, asked: str = "") -> tuple[str, ...]:
        """The languages for which it may do this: the one that was asked for, or all, in order.

        Raises PermissionDenied for a language of the site for which it may not.
        """
        found = tuple(code for code in locales.codes() if self.may(right, code))
        if asked not in locales.codes():
            return found
        if asked not in found:
            raise PermissionDenied
        return (asked,)

    def may(self, right: str, subject: Any = None) -> bool:
        """Whether it may do this, written "domain.verb"; raises LookupError for no known right."""
        domain, _, verb = right.partition(".")
        return _POLICIES[domain][verb](self, subject)

    def could(self, right: str, subject: Any = None) -> bool:
        """Whether it may do this once the second factor is shown: for links that lead past it."""
        return replace(self, second_factor=True).may(right, subject)


ENTER = "wagtailadmin.access_admin"
"""The right to enter the editors' pages, which no volunteer needs."""
_POLICIES: dict[str, Mapping[str, Rule]] = {}
BY_LANGUAGE: set[str] = set()
"""The permissions that a group may give for some languages alone."""
_READ = "_languages_by_permission"


def register(domain: str, policy: Mapping[str, Rule]) -> None:
    """Make a domain's rights known: each verb with its rule."""
    _POLICIES[domain] = policy


def by_language(*permissions: str) -> None:
    """Make known that groups may give these permissions for some languages alone."""
    BY_LANGUAGE.update(permissions)


def rights() -> list[str]:
    """All rights that can be asked for."""
    return sorted(f"{domain}.{verb}" for domain, verbs in _POLICIES.items() for verb in verbs)


def of(request: HttpRequest) -> Actor:
    """Who makes a request, as the middleware found out."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def on_behalf_of(account: "_User", language: str = "") -> Actor:
    """Somebody whose account acts without a browser: a job, a command, the admin's own checks."""
    return Actor(
        user=account,
        language=language or locales.nearest(account.locale),
        second_factor=True,
    )


def account_may(right: str) -> Callable[[Any], bool]:
    """Whether an account may do this, for Wagtail, which asks by account.

    Its pages are closed as a whole to whoever lacks the second factor.
    """
    return lambda account: on_behalf_of(account).may(right)


def is_privileged(account: "_User") -> bool:
    """Whether the account can do anything that an ordinary member cannot."""
    return account.is_staff or account.is_superuser or bool(account.get_all_permissions())


def is_owner(account: "_User") -> bool:
    """Whether the account may do everything, also while it is switched off."""
    return account.is_superuser


def works_here(account: "_User | AnonymousUser") -> bool:
    """Whether the account is one of the site's staff, whatever was shown: for counting."""
    return account.is_staff or account.has_perm(ENTER)


WITHOUT_RIGHTS = Q(is_staff=False, is_superuser=False, groups=None, user_permissions=None)
"""The accounts that can do nothing that an ordinary member cannot."""


def owners() -> "QuerySet[_User]":
    """The accounts that may do everything."""
    return get_user_model()._default_manager.filter(is_active=True, is_superuser=True)


def holders(permissions: QuerySet[Permission]) -> "QuerySet[_User]":
    """The accounts that have one of these permissions."""
    granted = Q(groups__permissions__in=permissions) | Q(user_permissions__in=permissions)
    people = get_user_model()._default_manager.filter(is_active=True)
    return people.filter(Q(is_superuser=True) | granted).distinct()


def named(*permissions: str) -> Q:
    """The rows of Django's permissions with these names ("app.codename")."""
    split = [name.split(".") for name in permissions]
    each = (Q(content_type__app_label=app, codename=codename) for app, codename in split)
    return reduce(or_, each, Q(pk__in=[]))


def _languages_of(account: "_User") -> dict[str, frozenset[str]]:
    """By permission, the languages of the site in which an account has it, if it has it.

    A group gives it for the languages that are named for the group; where none is, for all. Read
    once for each object of the account, as Django reads its permissions: every menu asks.
    """
    if (found := account.__dict__.get(_READ)) is None:
        found = account.__dict__[_READ] = _read_languages(account)
    return cast(dict[str, frozenset[str]], found)


def _read_languages(account: "_User") -> dict[str, frozenset[str]]:
    everything = frozenset(locales.codes())
    if account.is_superuser:
        return dict.fromkeys(BY_LANGUAGE, everything)
    wanted = Permission.objects.filter(named(*BY_LANGUAGE))
    own = wanted.filter(user=account).values_list("content_type__app_label", "codename")
    given = wanted.filter(group__user=account).values_list(
        "content_type__app_label", "codename", "group__only_languages__locale"
    )
    limits: dict[str, set[str | None]] = {permission: set() for permission in BY_LANGUAGE}
    for app, codename, *language in [*own, *given]:
        limits[f"{app}.{codename}"].add(language[0] if language else None)
    return {
        permission: everything if None in codes else everything & codes
        for permission, codes in limits.items()
    }
