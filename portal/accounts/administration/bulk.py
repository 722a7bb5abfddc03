"""What is done to many accounts at once."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.users.views import bulk_actions

from portal import actors
from portal.accounts import delegation, events


class AccountsWithinReach:
    """Leaves out the accounts of those who may what the actor may not."""

    request: HttpRequest

    def check_perm(self, account: Any) -> bool:
        asked: bool = super().check_perm(account)  # type: ignore[misc]
        return asked and actors.of(self.request).may("accounts.manage", account)


class AssignRole(AccountsWithinReach, bulk_actions.AssignRoleBulkAction):
    def get_execution_context(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_execution_context()
        rights = delegation.of_groups(context["role"])
        if not actors.of(self.request).may("accounts.give", rights):
            raise PermissionDenied
        return context


class Delete(AccountsWithinReach, bulk_actions.DeleteBulkAction):
    pass


class SetActiveState(AccountsWithinReach, bulk_actions.SetActiveStateBulkAction):
    @classmethod
    def execute_action(
        cls, objects: list[Any], mark_as_active: bool = False, **kwargs: Any
    ) -> tuple[int, int]:
        changed = [
            one for one in objects if one.is_active != mark_as_active and one != kwargs.get("user")
        ]
        done: tuple[int, int] = super().execute_action(
            objects, mark_as_active=mark_as_active, **kwargs
        )
        events.of_accounts(changed, is_active=mark_as_active)
        return done


ACTIONS = (AssignRole, Delete, SetActiveState)
