"""Lists in the editors' pages, as Wagtail's but for what is said in the wrong language there."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views import snippets
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser


def _put(words: Any, name: Any) -> str:
    return str(words) % {"object": name}


_said = lazy(_put, str)


class SpokenChooser(AdminSnippetChooser):
    """Wagtail's own says its words in the language that the server began in."""

    def __init__(self, model: Any = None, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        name = self.model._meta.verbose_name
        self.choose_one_text = _said(_("Choose %(object)s"), name)
        self.choose_another_text = _said(_("Choose another %(object)s"), name)
        self.link_to_chosen_text = _said(_("Edit this %(object)s"), name)


class SpokenChooserViewSet(SnippetChooserViewSet):
    base_widget_class = SpokenChooser


class EditorsViewSet(snippets.SnippetViewSet):
    """A list and its forms. Wagtail's own says "Home" in the language that the server began in."""

    chooser_viewset_class = SpokenChooserViewSet

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
        return [home, *super().breadcrumbs_items[1:]]
