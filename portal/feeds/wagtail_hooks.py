"""The tokens' place in the editors' pages: a menu item beside the report, and its addresses."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.feeds.views import tokens


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("reports/tokens/", tokens.index, name="report_tokens"),
        path("reports/tokens/<int:pk>/revoke/", tokens.revoke, name="report_tokens_revoke"),
    ]


class TokensMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return tokens.may_export(request.user)


@hooks.register("register_reports_menu_item")
def menu_item() -> TokensMenuItem:
    return TokensMenuItem(
        _("Access tokens"),
        reverse("report_tokens"),
        name="report-tokens",
        icon_name="key",
        order=120,
    )
