"""Who gets a document of a private collection; what waits, what helps, and how the front page is
dressed, on editors' pages.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.documents.models import AbstractDocument
from wagtail.models import BaseViewRestriction

from kb.querysets import passes
from portal import actors, locales, to_dos
from portal.home import hero_view, policy
from portal.home.start_page import ToDoPanel

_BY_ACCOUNT = {BaseViewRestriction.LOGIN, BaseViewRestriction.GROUPS}


# Ahead of Wagtail's own, which would send members who lack the group to sign in, for ever.
@hooks.register("before_serve_document", order=-1)
def refuse_document(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """A stranger is led to sign in; raises PermissionDenied for members who lack the group.

    A shared password is left to Wagtail, which asks for it.
    """
    actor = actors.of(request)
    kept = document.collection.get_view_restrictions().filter(restriction_type__in=_BY_ACCOUNT)
    if all(passes(restriction, actor) for restriction in kept):
        return None
    if actor.is_member:
        raise PermissionDenied
    response = redirect_to_login(request.get_full_path(), settings.WAGTAIL_FRONTEND_LOGIN_URL)
    add_never_cache_headers(response)
    return response


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    actor = actors.on_behalf_of(request.user, locales.in_force())  # type: ignore[arg-type]
    if waiting := to_dos.of(actor):
        panels.append(ToDoPanel(waiting))


@hooks.register("construct_help_menu")
def offer_no_news_of_wagtail(request: HttpRequest, menu_items: list[Any]) -> None:
    """They are of no help here, and told in the language of whoever came first."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new-in-")]


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("front-page/", hero_view.HeroView.as_view(), name=hero_view.ROUTE)]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return policy.permissions()


hooks.register("register_settings_menu_item", hero_view.menu_item)
