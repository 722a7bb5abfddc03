"""The judged searches in the admin, their file, and back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import HeaderButton

from portal import cldr
from portal.framing import framed
from search.tuning import judgements
from search.tuning.admin.forms import ImportForm
from search.tuning.admin.rules import LANGUAGE, ListView
from search.tuning.models import JudgedQuery, Source
from search.tuning.permissions import may_tune


def _grades(judged: JudgedQuery) -> str:
    rows = judged.judgements.all()
    return ", ".join(f"{row.family}: {row.grade}" for row in rows) or "–"


def _sources(judged: JudgedQuery) -> str:
    known = {Source(row.source).label for row in judged.judgements.all()}
    return ", ".join(sorted(map(str, known)))


@require_safe
@user_passes_test(may_tune)
def export(request: HttpRequest) -> HttpResponse:
    """All of them, one a line."""
    content = "".join(f"{line}\n" for line in judgements.lines())
    return HttpResponse(
        content,
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="judged-searches.jsonl"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(may_tune)
def take(request: HttpRequest) -> HttpResponse:
    """Read a file; what is known of its queries is replaced."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        number = judgements.take(form.cleaned_data["file"])
        text = ngettext(
            "%(number)s judged search was read.", "%(number)s judged searches were read.", number
        )
        messages.success(request, text % {"number": cldr.number(number)})
        return redirect("search_judged:index")
    above = (reverse("search_judged:index"), JudgedQuery._meta.verbose_name_plural)
    context = framed(_("Import judged searches"), above, icon="upload") | {"form": form}
    return render(request, "search/tuning/import.html", context)


class JudgedList(ListView):
    """The list, with the way to the file and back."""

    add_item_label = _("Add a judged search")
    purpose = _("Searches whose right answers are known: what every rule is measured by.")

    @property
    def header_more_buttons(self) -> list[Any]:
        file, back = reverse("search_judged:export"), reverse("search_judged:import")
        return [
            *super().header_more_buttons,
            HeaderButton(_("Export"), url=file, icon_name="download", priority=80),
            HeaderButton(_("Import"), url=back, icon_name="upload", priority=81),
        ]


class JudgementEditView(generic.EditView):
    """What an editor changes is judged by hand from then on."""

    def save_instance(self) -> Any:
        for form in self.form.formsets["judgements"].forms:
            if form.has_changed():
                form.instance.source = Source.HAND
        return super().save_instance()


class JudgedQueryViewSet(ModelViewSet):
    model = JudgedQuery
    name = "search_judged"
    icon = "clipboard-list"
    index_view_class = JudgedList
    edit_view_class = JudgementEditView
    copy_view_enabled = False
    add_to_reference_index = False
    list_filter = ["locale", "kind"]
    list_per_page = 50
    search_fields = ["query"]
    list_display = [
        "query",
        LANGUAGE,
        "kind",
        Column("grades", label=_("Judgements"), accessor=_grades),
        Column("sources", label=_("Source"), accessor=_sources),
    ]
    panels = [
        FieldPanel("locale"),
        FieldPanel("query"),
        FieldPanel("kind"),
        InlinePanel(
            "judgements",
            label=_("Judgement"),
            panels=[FieldPanel("family"), FieldPanel("grade")],
            help_text=_("Without any, the right answer is that nothing fits."),
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("export/", export, name="export"),
            path("import/", take, name="import"),
        ]
