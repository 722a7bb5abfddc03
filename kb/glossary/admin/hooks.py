"""What Wagtail's admin learns of the glossary: its addresses, and its place in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from kb.glossary.admin import style, upload, views
from portal import actors


class WordsMenuItem(MenuItem):
    """For whoever writes or translates."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actors.of(request).may("help.see_list")


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [*upload.urls(), *views.urls(), *style.urls()]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return WordsMenuItem(
        _("Words we use"),
        reverse(views.TERMS),
        name="words",
        icon_name=views.ICON,
        order=156,
    )
