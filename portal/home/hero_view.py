"""The editors' page on which an owner dresses the front page."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import EditView

from portal import actors, locales
from portal.home.hero_model import Hero

ROUTE = "front_band"
LONGEST_WORDS = 200
_WORDS = {f"words_{code}": code for code in locales.codes()}


def may_dress(user: Any) -> bool:
    """Whether somebody may dress the front page."""
    return actors.on_behalf_of(user).may("front.dress")


def _field(code: str) -> forms.Field:
    label = format_lazy(_("What the picture shows ({language})"), language=locales.get(code).name)
    attributes = {"lang": code, "dir": "auto"}
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, max_length=LONGEST_WORDS, required=False, widget=widget)


_WithWords: Any = type(WagtailAdminModelForm)(
    "_WithWords",
    (WagtailAdminModelForm,),
    {name: _field(code) for name, code in _WORDS.items()},
)


class HeroForm(_WithWords):
    """Words for each language, kept together as data; without any a picture is for the eye."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, code in _WORDS.items():
            self.fields[name].initial = self.instance.words.get(code, "")
        first = next(iter(_WORDS))
        self.fields[first].help_text = _(
            "For people who cannot see it. Leave it empty in all languages if the picture says"
            " nothing that they would miss."
        )

    def save(self, commit: bool = True) -> Any:
        typed = {code: self.cleaned_data[name] for name, code in _WORDS.items()}
        # Words in a language that the site has no more stay: it may come back.
        kept = {**self.instance.words, **typed}
        self.instance.words = {code: text for code, text in kept.items() if text}
        return super().save(commit)


_PANELS = ObjectList(
    [
        FieldPanel("image"),
        FieldPanel("colour"),
        MultiFieldPanel([FieldPanel(name) for name in _WORDS], _("What the picture shows")),
    ],
    base_form_class=HeroForm,
)


class HeroView(EditView):
    """The one row, made when it is saved for the first time."""

    model = Hero
    header_icon = "image"
    page_title = _("Front page")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied for whoever may not."""
        if not may_dress(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def user_has_permission(self, permission: str) -> bool:
        return may_dress(self.request.user)

    def get_object(self, queryset: Any = None) -> Model:
        return Hero.objects.filter(pk=Hero.ROW).first() or Hero(pk=Hero.ROW)

    def get_panel(self) -> Any:
        return _PANELS.bind_to_model(Hero)

    def get_page_subtitle(self) -> str:
        return ""

    def get_edit_url(self) -> str:
        return reverse(ROUTE)

    get_success_url = get_edit_url

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": gettext("Home")}
        return [home, {"url": "", "label": self.page_title}]

    def get_success_message(self) -> str:
        return gettext("The front page is dressed as you said.")

    def get_success_buttons(self) -> list[Any]:
        return []


class HeroMenuItem(MenuItem):
    """For whoever may dress the front page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_dress(request.user)


def menu_item() -> HeroMenuItem:
    """Its place among the settings."""
    return HeroMenuItem(
        _("Front page"), reverse(ROUTE), name="front-band", icon_name="image", order=10
    )
