"""Who may dress the front page: one right."""

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.db.models.signals import post_migrate

from portal import actors
from portal.accounts import granting
from portal.actors import Actor, Rule
from portal.home import hero_model

PERMISSION = f"home.{hero_model.DRESS}"


def _dresses(actor: Actor, _subject: Any) -> bool:
    return actor.holds(PERMISSION)


POLICY: Mapping[str, Rule] = {"dress": _dresses}

give_to_administrators = granting.to_holders(
    "auth.change_group", new=PERMISSION, since=("home", "0003_hero")
)
"""Who says who may do what could, as it were, always have done it."""


def permissions() -> QuerySet[Permission]:
    """The right, for the form of a group."""
    return Permission.objects.filter(actors.named(PERMISSION))


def register(app: AppConfig) -> None:
    """Have rights ask us, and give the new one to who had the like."""
    actors.register("front", POLICY)
    post_migrate.connect(give_to_administrators, sender=app)
