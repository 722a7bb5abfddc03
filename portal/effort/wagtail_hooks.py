"""The report's place in the admin: a menu item, its addresses, a right, and the notes."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.effort import policy, views
from portal.effort.timeline.admin import NoteViewSet


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("reports/support-effort/", views.support_effort, name="effort_report"),
        path(
            "reports/support-effort/articles/",
            views.article_changes,
            name="effort_report_articles",
        ),
        path("reports/support-effort/csv/", views.support_effort_csv, name="effort_report_csv"),
    ]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return policy.permissions()


@hooks.register("register_admin_viewset")
def notes() -> NoteViewSet:
    return NoteViewSet()


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_see(request.user)


@hooks.register("register_reports_menu_item")
def menu_item() -> ReportMenuItem:
    return ReportMenuItem(
        _("Support effort"),
        reverse("effort_report"),
        name="support-effort",
        icon_name="glasses",
        order=100,
    )
