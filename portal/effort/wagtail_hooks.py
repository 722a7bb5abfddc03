"""The report's place in the admin, that of the owner's numbers, and of the notes."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from portal.effort import policy, views
from portal.effort.drilling import views as drilling
from portal.effort.own import views as own
from portal.effort.start_page import HeadlinesPanel
from portal.effort.tickets import views as tickets
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
        path("reports/support-effort/<slug:key>/", drilling.figure, name="effort_figure"),
        path("reports/last-tickets/", tickets.last_tickets, name="last_tickets"),
        path("reports/own-numbers/", own.own_numbers, name="own_numbers"),
        path("reports/own-numbers/minutes/", own.minutes, name="own_numbers_minutes"),
        path("reports/own-numbers/<str:series>/delete/", own.forget, name="own_numbers_forget"),
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


@hooks.register("construct_homepage_panels")
def headlines(request: HttpRequest, panels: list[Component]) -> None:
    if views.may_see(request.user):
        panels.append(HeadlinesPanel())


class OwnNumbersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return own.may_feed(request.user)


@hooks.register("register_reports_menu_item")
def own_numbers_item() -> OwnNumbersMenuItem:
    return OwnNumbersMenuItem(
        _("Your own numbers"),
        reverse("own_numbers"),
        name="own-numbers",
        icon_name="upload",
        order=120,
    )


class TicketsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return tickets.may_open(request.user)


@hooks.register("register_reports_menu_item")
def tickets_item() -> TicketsMenuItem:
    return TicketsMenuItem(
        _("Last year’s tickets"),
        reverse("last_tickets"),
        name="last-tickets",
        icon_name="upload",
        order=125,
    )
