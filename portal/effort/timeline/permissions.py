"""Who may write on the time axis: whoever sees the report."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from portal import actors
from portal.effort import policy
from portal.effort.timeline.models import Note

may_note = actors.account_may("report.note")


class NotePolicy(BasePermissionPolicy):
    """Whoever may write notes may do everything with one, whoever wrote it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return may_note(user)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        return actors.holders(Permission.objects.filter(actors.named(policy.SEE)))


def register() -> None:
    """Have Wagtail's pages ask us."""
    register_permission_policy(Note, NotePolicy(Note))
