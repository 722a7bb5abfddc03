"""Notes on the time axis in the editors' pages: a list among the reports, and a form."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet

from portal import actors, cldr, locales, markets
from portal.effort.timeline.models import Note
from portal.support.models import EVERYWHERE, Market

# Wagtail's own puts the model's name into a sentence, which no inflected language can.
_UNSAVED = _("The note has not been saved. Correct what is marked below.")


class NoteForm(WagtailAdminModelForm):
    """A note, written in the language of whoever writes unless they say otherwise."""

    market = forms.ChoiceField(
        label=Note._meta.get_field("market").verbose_name,
        required=False,
        help_text=Note._meta.get_field("market").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["written_in"] = locales.in_force()
        served = [market.code for market in Market.objects.all()]
        # A market that is served no more stays where it was named.
        codes = dict.fromkeys([*served, *filter(None, [self.instance.market])])
        named = [(code, markets.name(code, locales.in_force())) for code in codes]
        writer = actors.on_behalf_of(self.for_user)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        theirs = [one for one in locales.choices() if writer.may("report.note", one[0])]
        language.choices = [("", _("All languages")), *theirs]
        market = self.fields["market"]
        assert isinstance(market, forms.ChoiceField)
        market.choices = [("", EVERYWHERE), *named]


def told_days(note: Note) -> str:
    """The day, or the first and the last."""
    return cldr.days(note.first, note.last)


class NoteList(generic.IndexView):
    """Those about all readers and one's own, the latest first."""

    results_template_name = "search/tuning/list_results.html"
    add_item_label = _("Add a note")
    purpose = _("Releases, campaigns and outages: what may explain why a figure moved.")

    def get_base_queryset(self) -> QuerySet[Note]:
        policy = self.permission_policy
        found: QuerySet[Note] = policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        return found


class _OfOneNote:
    """Refuses a note about readers that are not one's own; Wagtail asks only of notes at all."""

    def get_object(self, *args: Any) -> Note:
        note: Note = super().get_object(*args)  # type: ignore[misc]
        if not self.user_has_permission_for_instance("change", note):  # type: ignore[attr-defined]
            raise PermissionDenied
        return note


class NoteEdit(_OfOneNote, generic.EditView):
    """Changing one."""

    error_message = _UNSAVED


class NoteDeletion(_OfOneNote, generic.DeleteView):
    """Deleting one, after a question."""


class NoteHistory(_OfOneNote, HistoryView):
    """What was done to one."""


class NoteUsage(_OfOneNote, generic.UsageView):
    """Where one is used: nowhere."""


class NewNote(generic.CreateView):
    """Writing one."""

    error_message = _UNSAVED


class NoteViewSet(ModelViewSet):
    model = Note
    name = "effort_notes"
    icon = "calendar"
    index_view_class = NoteList
    add_view_class = NewNote
    edit_view_class = NoteEdit
    delete_view_class = NoteDeletion
    history_view_class = NoteHistory
    usage_view_class = NoteUsage
    menu_label = pgettext_lazy("on the time axis of the report", "Notes")
    menu_name = "effort-notes"
    menu_order = 120
    menu_hook = "register_reports_menu_item"
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    list_filter = ["kind", "language"]
    list_display = [
        TitleColumn("text", label=_("Text"), url_name="effort_notes:edit"),
        Column("days", label=_("Days"), accessor=told_days),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("language", label=_("Readers’ language"), accessor="get_language_display"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("text"),
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("first"), FieldPanel("last")]),
            FieldPanel("written_in"),
            FieldPanel("language"),
            FieldPanel("market"),
        ],
        base_form_class=NoteForm,
    )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | {"usage_url_name": None}
