"""Lists in the editors' pages, as Wagtail's but for what is said in the wrong language there."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views import snippets


class EditorsViewSet(snippets.SnippetViewSet):
    """A list and its forms. Wagtail's own says "Home" in the language that the server began in."""

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
        return [home, *super().breadcrumbs_items[1:]]
