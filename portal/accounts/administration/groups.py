"""The pages on which groups are made, changed and deleted."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.views import groups

from portal import actors
from portal.accounts import delegation, events, trades
from portal.accounts.administration.group_languages import LanguagesPanel
from portal.accounts.delegation import Place, Rights


class GroupWithinReach:
    """Refuses a group that gives what the actor has not."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        group = self.get_object()  # type: ignore[attr-defined]
        if not actors.of(request).may("accounts.give", delegation.of_groups(group)):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class WithinBounds:
    """Refuses to keep a group with more rights than the actor has."""

    request: HttpRequest
    produced_error_message: str
    permission_panel_forms: list[Any]
    object: Any

    def process_form(self) -> HttpResponse:
        with events.of_group(self.object):
            response: HttpResponse = super().process_form()  # type: ignore[misc]
        return response

    def is_valid(self, form: Any) -> bool:
        if not super().is_valid(form):  # type: ignore[misc]
            return False
        if actors.of(self.request).may("accounts.give", self._wanted(form)):
            return True
        self.produced_error_message = _("You can only give rights that you have yourself.")
        form.add_error("permissions", self.produced_error_message)
        return False

    def _wanted(self, form: Any) -> Rights:
        panels = self.permission_panel_forms
        limits = [panel.languages for panel in panels if isinstance(panel, LanguagesPanel)]
        formsets = (panel for panel in panels if not isinstance(panel, LanguagesPanel))
        permissions = {one.pk for one in form.cleaned_data["permissions"]}
        given = delegation.within(permissions, set().union(*limits))
        return replace(
            given, places=given.places.union(*(_places(formset) for formset in formsets))
        )


def _places(panel: Any) -> list[Place]:
    """What a panel gives below which page or collection."""
    return [
        (kind, form.cleaned_data[kind].path, permission.pk)
        for form in panel.forms
        if form not in panel.deleted_forms
        for kind in ("page", "collection")
        if kind in form.cleaned_data
        for permission in form.cleaned_data["permissions"]
    ]


class IndexView(groups.IndexView):
    columns = [
        TitleColumn(
            "name",
            label=groups.IndexView.columns[0].label,
            accessor=lambda group: trades.shown(group.name),
            sort_key="name",
            url_name="wagtailusers_groups:edit",
        ),
    ]


class GroupAddView(WithinBounds, groups.CreateView):
    pass


class GroupEditView(GroupWithinReach, WithinBounds, groups.EditView):
    def get_page_subtitle(self) -> str:
        return trades.shown(self.object.name)


class GroupDeleteView(GroupWithinReach, groups.DeleteView):
    pass


class GroupViewSet(groups.GroupViewSet):
    """Wagtail's, within bounds."""

    index_view_class = IndexView
    add_view_class = GroupAddView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView
