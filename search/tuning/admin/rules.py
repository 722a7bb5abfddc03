"""Synonyms, pinned results and protected words: saved as drafts, seen in effect, switched on."""

from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from search.tuning import effect, targets
from search.tuning.admin.forms import PinForm
from search.tuning.models import PinnedQuery, ProtectedWord, Rule, SynonymGroup
from search.tuning.runs import Ask

SWITCHED_ON, SWITCHED_OFF = "search.switched_on", "search.switched_off"
LANGUAGE = Column("locale", label=_("Language"), accessor="get_locale_display")
_PREFILLED = ("locale", "wordings", "query", "word")


class ListView(generic.IndexView):
    """A list that says what its things are for as long as there is none."""

    results_template_name = "search/tuning/list_results.html"
    purpose: Any = ""


class SynonymList(ListView):
    add_item_label = _("Add synonym")
    purpose = _(
        "Readers say one word, the texts say another: a synonym lets the one find the other."
    )


class PinList(ListView):
    add_item_label = _("Pin a result")
    purpose = _("For the words that you name, the texts that you choose come first.")


class ProtectedWordList(ListView):
    add_item_label = _("Add a word")
    purpose = _("Names that look like a typing error of another word, and must not be corrected.")


class RuleAddView(generic.CreateView):
    """A new rule, prefilled from the address; then its effect is shown."""

    switch_url_name = ""

    def get_initial(self) -> dict[str, Any]:
        given = {name: self.request.GET[name] for name in _PREFILLED if name in self.request.GET}
        initial: dict[str, Any] = super().get_initial() | given
        return initial

    def get_success_url(self) -> str:
        return reverse(self.switch_url_name, args=[self.object.pk])


class RuleEditView(generic.EditView):
    """A changed rule is a draft again: what it does is another thing now."""

    switch_url_name = ""

    def save_instance(self) -> Any:
        if self.form.has_changed():
            self.form.instance.is_active = False
        return super().save_instance()

    def get_success_url(self) -> str:
        return reverse(self.switch_url_name, args=[self.object.pk])


class SwitchView(
    generic.permissions.PermissionCheckedMixin, generic.base.WagtailAdminTemplateMixin, View
):
    """What a rule does to the judged searches, and its switch."""

    model: Any = None
    ask: Any = None
    index_url_name = edit_url_name = ""
    permission_required = "change"
    template_name = "search/tuning/switch.html"
    page_title = _("Effect")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.object: Rule = get_object_or_404(self.model, pk=pk)
        rule = self.object
        self.page_subtitle = str(rule)
        context = self.get_context_data(
            rule=rule,
            effect=effect.effect_of(rule, self.ask),
            enough=effect.ENOUGH,
            most=effect.MOST,
            edit_url=reverse(self.edit_url_name, args=[pk]),
            pinned=_pinned(rule),
        )
        response: HttpResponse = self.render_to_response(context)
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        with transaction.atomic():
            rule = get_object_or_404(self.model.objects.select_for_update(), pk=pk)
            is_active = request.POST.get("switch") == "on"
            if rule.is_active != is_active:
                rule.is_active = is_active
                rule.save(update_fields=["is_active"])
                log(rule, SWITCHED_ON if is_active else SWITCHED_OFF, user=request.user)
        text = _("“%(rule)s” is switched on.") if is_active else _("“%(rule)s” is switched off.")
        messages.success(request, text % {"rule": rule})
        return redirect(self.index_url_name)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        names = self.model._meta
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": names.verbose_name_plural},
            {"url": reverse(self.edit_url_name, args=[self.object.pk]), "label": str(self.object)},
            {"url": "", "label": self.get_header_title()},
        ]


def _pinned(rule: Rule) -> list[tuple[str, str | None]]:
    """Each pinned hit with its title; None for one that is gone."""
    hits = rule.hits if isinstance(rule, PinnedQuery) else []
    return [(hit, targets.title(hit, rule.locale)) for hit in hits]


def _state(rule: Rule) -> str:
    return pgettext("rule", "switched on") if rule.is_active else gettext("draft")


class RuleViewSet(ModelViewSet):
    """What the three kinds have in common. `ask` answers the judged searches for the effect."""

    ask: Ask
    add_view_class = RuleAddView
    edit_view_class = RuleEditView
    copy_view_enabled = False
    add_to_reference_index = False
    list_filter = ["locale", "is_active"]
    list_per_page = 50

    @property
    def list_display(self) -> list[Any]:
        state = TitleColumn(
            "state",
            label=pgettext_lazy("rule", "State"),
            accessor=_state,
            get_url=lambda rule: reverse(self.get_url_name("switch"), args=[rule.pk]),
        )
        return ["__str__", LANGUAGE, state]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        named = {"switch_url_name": self.get_url_name("switch")}
        common: dict[str, Any] = super().get_common_view_kwargs(**named, **kwargs)
        return common | {"usage_url_name": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        switch = self.construct_view(SwitchView, ask=self.ask)
        return [*super().get_urlpatterns(), path("switch/<int:pk>/", switch, name="switch")]


class SynonymViewSet(RuleViewSet):
    model = SynonymGroup
    name = "search_synonyms"
    index_view_class = SynonymList
    icon = "link"
    search_fields = ["wordings"]
    panels = [FieldPanel("locale"), FieldPanel("wordings"), FieldPanel("one_way")]


class PinViewSet(RuleViewSet):
    model = PinnedQuery
    name = "search_pins"
    index_view_class = PinList
    icon = "pick"
    search_fields = ["query"]
    edit_handler = ObjectList(
        [FieldPanel("locale"), FieldPanel("query"), FieldPanel("results")],
        base_form_class=PinForm,
    )


class ProtectedWordViewSet(RuleViewSet):
    model = ProtectedWord
    name = "search_protected"
    index_view_class = ProtectedWordList
    icon = "lock"
    search_fields = ["word"]
    panels = [FieldPanel("locale"), FieldPanel("word")]


def add_address(viewset: type[RuleViewSet], **values: str) -> str:
    """Where a rule is added, with these fields filled in."""
    return f"{reverse(f'{viewset.name}:add')}?{urlencode(values)}"
