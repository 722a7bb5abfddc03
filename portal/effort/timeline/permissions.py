"""Who may write on the time axis: whoever sees the report, about the readers of whom they see."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from portal import actors, locales
from portal.effort import policy
from portal.effort.timeline.models import Note

may_note = actors.account_may("report.note")


class NotePolicy(BasePermissionPolicy):
    """Whoever may write a note may do everything with it, whoever wrote it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return may_note(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Note) -> bool:
        return actors.on_behalf_of(user).may("report.note", instance.language)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Note]:
        codes = actors.on_behalf_of(user).languages_of("report.note")
        notes = (
            Note.objects.all() if locales.are_all(codes) else Note.objects.for_readers_of(codes)
        )
        return notes if codes else Note.objects.none()

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        return actors.holders(Permission.objects.filter(actors.named(policy.SEE)))


def register() -> None:
    """Have Wagtail's pages ask us."""
    register_permission_policy(Note, NotePolicy(Note))
