"""Who may see the report, and write on its time axis."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from portal.actors import Actor, Rule


def _sees(actor: Actor, _subject: Any) -> bool:
    return actor.holds("effort.view_report")


# What a note says is for all who see the report, and so is writing one.
POLICY: Mapping[str, Rule] = {"see": _sees, "note": _sees}


def permissions() -> QuerySet[Permission]:
    """The right, for the form of a group."""
    return Permission.objects.filter(content_type__app_label="effort", codename="view_report")
