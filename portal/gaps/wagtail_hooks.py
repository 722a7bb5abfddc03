"""The gaps' place in the editors' pages: a menu item beside the report, and its addresses."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from portal.gaps import views
from portal.gaps.helping import views as helping


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("reports/content-gaps/", views.index, name="content_gaps"),
        path("reports/content-gaps/<int:pk>/", helping.gap, name="content_gap"),
        path(
            "reports/content-gaps/<int:pk>/hand-over/<slug:locale>/",
            helping.hand_over,
            name="content_gap_hand_over",
        ),
        path(
            "reports/content-gaps/<int:pk>/invite/<slug:locale>/",
            helping.invite,
            name="content_gap_invite",
        ),
        path("reports/content-gaps/<int:pk>/dismiss/", views.dismiss, name="content_gaps_dismiss"),
        path("reports/content-gaps/<int:pk>/finish/", views.finish, name="content_gaps_finish"),
        path("reports/content-gaps/<int:pk>/reopen/", views.reopen, name="content_gaps_reopen"),
    ]


class GapsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_see(request.user)


@hooks.register("register_reports_menu_item")
def menu_item() -> GapsMenuItem:
    return GapsMenuItem(
        _("Content gaps"),
        reverse("content_gaps"),
        name="content-gaps",
        icon_name="search",
        order=110,
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        views.DISMISSED, pgettext_lazy("gap", "Dismiss"), pgettext_lazy("gap", "Dismissed")
    )
    actions.register_action(
        views.FINISHED, pgettext_lazy("gap", "Mark as done"), pgettext_lazy("gap", "Done")
    )
    actions.register_action(helping.ASKED, _("Ask for help"), _("Asked for help"))
    actions.register_action(views.REOPENED, _("Open again"), _("Opened again"))
