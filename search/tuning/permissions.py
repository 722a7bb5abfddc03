"""Who may tune search, and who may see what is searched for, in which languages."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from portal import actors
from portal.accounts import granting
from portal.actors import Actor, Rule
from search.tuning.models import (
    SEE_LOG,
    TUNE,
    JudgedQuery,
    PinnedQuery,
    ProtectedWord,
    SynonymGroup,
)

PERMISSION = f"search.{TUNE}"
LOG_PERMISSION = f"search.{SEE_LOG}"
MODELS = (SynonymGroup, PinnedQuery, ProtectedWord, JudgedQuery)
# Who writes articles: the group as it is called now, and as it was by Wagtail.
WRITERS = ("Authors", "Editors")
# The migration with which the right came into being.
_SINCE = ("search", "0003_let_editors_tune_search")
_LOG_SINCE = ("search", "0010_a_right_to_see_the_log")


def _tunes(actor: Actor, _subject: Any) -> bool:
    return actor.holds(PERMISSION)


def _sees_log(actor: Actor, language: str | None) -> bool:
    """What readers of a language searched for, or (None) those of any."""
    return actor.holds_in(LOG_PERMISSION, language)


POLICY: Mapping[str, Rule] = {"tune": _tunes, "see_log": _sees_log}


may_tune = actors.account_may("search.tune")
may_see_log = actors.account_may("search.see_log")


def offered() -> QuerySet[Permission]:
    """The rights, for the form of a group."""
    return Permission.objects.filter(actors.named(PERMISSION, LOG_PERMISSION))


def permissions() -> QuerySet[Permission]:
    """The right to tune."""
    return Permission.objects.filter(content_type__app_label="search", codename=TUNE)


class TuningPolicy(BasePermissionPolicy):
    """Whoever may tune may do everything with a rule."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return may_tune(user)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        return actors.holders(permissions())


def register() -> None:
    """Have rights, and Wagtail's pages, ask us."""
    actors.by_language(LOG_PERMISSION)
    actors.register("search", POLICY)
    for model in MODELS:
        register_permission_policy(model, TuningPolicy(model))


def give_to_writers(sender: Any, **kwargs: Any) -> None:
    """Once, when the right comes into being; from then on it is the owner's to give and take."""
    done = {(one.app_label, one.name) for one, _backwards in kwargs.get("plan") or ()}
    if _SINCE not in done:
        return
    create_permissions(sender, verbosity=0, using=kwargs["using"])
    for writers in Group.objects.using(kwargs["using"]).filter(name__in=WRITERS):
        writers.permissions.add(*permissions().using(kwargs["using"]))


give_log_to_tuners = granting.to_holders(PERMISSION, new=LOG_PERMISSION, since=_LOG_SINCE)
"""Who could see the log because they tuned search still can."""
