"""Search in the editors' pages: its log, its rules and what it is judged by."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.log_actions import LogActionRegistry

from search.service import search
from search.tuning import permissions
from search.tuning.admin.judged import JudgedQueryViewSet
from search.tuning.admin.log import QueryLogViewSet
from search.tuning.admin.rules import (
    SWITCHED_OFF,
    SWITCHED_ON,
    PinViewSet,
    ProtectedWordViewSet,
    SynonymViewSet,
)


class SearchGroup(ModelViewSetGroup):
    items = (
        QueryLogViewSet,
        SynonymViewSet(ask=search),
        PinViewSet(ask=search),
        ProtectedWordViewSet(ask=search),
        JudgedQueryViewSet,
    )
    # Not "Search": the menu has that for Wagtail's own.
    menu_label = _("Tuning search")
    menu_icon = "search"
    menu_name = "search-tuning"
    menu_order = 160


@hooks.register("register_admin_viewset")
def search_group() -> SearchGroup:
    return SearchGroup()


@hooks.register("register_permissions")
def tuning_permission() -> QuerySet[Permission]:
    return permissions.offered()


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(SWITCHED_ON, _("Switch on"), _("Switched on"))
    actions.register_action(SWITCHED_OFF, _("Switch off"), _("Switched off"))
