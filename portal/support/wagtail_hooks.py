"""The support in the editors' pages: markets, hours, what is promised, ways to get in touch."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.support import permissions
from portal.support.admin_forms import DAYS, LABELS, HoursForm, WayForm
from portal.support.models import Desk, Hours, Market, WayIn


class _ViewSet(ModelViewSet):
    copy_view_enabled = False
    add_to_reference_index = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | {"usage_url_name": None}


_PLACE = Column("place", label=_("Market"), accessor="place")


class MarketViewSet(_ViewSet):
    model = Market
    name = "support_markets"
    icon = "globe"
    list_display = ["__str__", "code", "position"]
    panels = [FieldPanel("code"), FieldPanel("position")]


class HoursViewSet(_ViewSet):
    model = Hours
    name = "support_hours"
    icon = "time"
    list_display = ["name", "time_zone", "country"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("time_zone"),
            MultiFieldPanel([FieldPanel(name) for name in DAYS], _("Week")),
            MultiFieldPanel(
                [FieldPanel("country"), FieldPanel("subdivision"), FieldPanel("closed")],
                pgettext_lazy("days", "Closed"),
            ),
        ],
        base_form_class=HoursForm,
    )


class DeskViewSet(_ViewSet):
    model = Desk
    name = "support_promises"
    icon = "check"
    list_display = ["__str__", _PLACE, "language", "hours", "promised_hours"]
    panels = [
        FieldPanel("market"),
        FieldPanel("language"),
        FieldPanel("hours"),
        FieldPanel("promised_hours"),
    ]


class WayViewSet(_ViewSet):
    model = WayIn
    name = "support_ways"
    icon = "link"
    list_display = ["__str__", _PLACE, "hours", "position"]
    edit_handler = ObjectList(
        [
            *map(FieldPanel, ("kind", "address", "market", "position", "hours")),
            MultiFieldPanel([FieldPanel(name) for name in LABELS], _("Labels")),
        ],
        base_form_class=WayForm,
    )


class SupportGroup(ModelViewSetGroup):
    items = (MarketViewSet, HoursViewSet, DeskViewSet, WayViewSet)
    menu_label = _("Support")
    menu_icon = "mail"
    menu_name = "support"
    menu_order = 155


@hooks.register("register_admin_viewset")
def support_group() -> SupportGroup:
    return SupportGroup()


@hooks.register("register_permissions")
def running_permission() -> QuerySet[Permission]:
    return permissions.permissions()
