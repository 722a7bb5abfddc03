"""The pages on which accounts are made, changed and deleted, one by one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from wagtail.users.views import users

from portal import actors
from portal.accounts.administration.forms import AccountForm, GroupsField, NewAccountForm


class AccountWithinReach:
    """Refuses the account of somebody who may what the actor may not."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = self.get_object()  # type: ignore[attr-defined]
        if not actors.of(request).may("accounts.manage", account):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class ForActor:
    """Tells the form who fills it in."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        given: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return given | {"actor": actors.of(self.request)}


class AccountAddView(ForActor, users.CreateView):
    pass


class AccountEditView(AccountWithinReach, ForActor, users.EditView):
    pass


class AccountDeleteView(AccountWithinReach, users.DeleteView):
    pass


class AccountFilterSet(users.UserFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["group"].field.label_from_instance = GroupsField.label_from_instance


class AccountViewSet(users.UserViewSet):
    """Wagtail's, within bounds."""

    filterset_class = AccountFilterSet
    add_view_class = AccountAddView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    # Nobody is anybody's copy.
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[ModelForm[Any]]:
        return AccountForm if for_update else NewAccountForm
