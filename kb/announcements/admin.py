"""Announcements in the editors' pages: the list says which are shown, the form in which zone."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView

from kb.announcements.fixing import FIXED
from kb.announcements.models import Announcement
from portal import cldr, markets
from portal.editors_lists import EditorsViewSet
from portal.watches import counting


class AnnouncementForm(WagtailAdminModelForm):
    """An announcement with its texts; times are in the zone of whoever types them."""

    markets = forms.CharField(
        label=_("Markets"),
        required=False,
        help_text=_(
            "Two-letter country codes with commas between: shown to readers who chose one of"
            " these countries. Empty means everywhere."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["markets"] = ", ".join(self.instance.markets)
        zone = _("Times are in this time zone: %(zone)s") % {
            "zone": cldr.zone_of(self.instance.starts_at)
        }
        self.fields["starts_at"].help_text = zone
        self.fields["ends_at"].help_text = _("Empty means until you say otherwise.")

    def clean_markets(self) -> list[str]:
        return markets.in_line(self.cleaned_data["markets"])


class AnnouncementList(IndexView):
    """All of them, the latest first, with how many wait for each problem's end."""

    default_ordering = "-starts_at"

    def get_base_queryset(self) -> QuerySet[Announcement]:
        found: QuerySet[Announcement] = Announcement.objects.prefetch_related("texts")
        return found

    def paginate_queryset(self, queryset: QuerySet[Announcement], page_size: int) -> Any:
        """With how many wait for each; those of other pages are not counted."""
        paginator, page, _found, is_more = super().paginate_queryset(queryset, page_size)
        rows = list(page.object_list)
        waiting = counting.waiting(FIXED, [str(row.pk) for row in rows])
        for row in rows:
            row.waiting = waiting.get(str(row.pk), 0)
        page.object_list = rows
        return paginator, page, rows, is_more


def _waiting(row: Any) -> str:
    return cldr.number(getattr(row, "waiting", 0))


class AnnouncementViewSet(EditorsViewSet):
    model = Announcement
    icon = "comment"
    menu_label = _("Announcements")
    index_view_class = AnnouncementList
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        "__str__",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column(
            "state",
            label=pgettext_lazy("announcement", "State"),
            accessor=lambda row: row.state().value,
        ),
        Column("starts", label=_("Shown from"), accessor=lambda row: cldr.moment(row.starts_at)),
        Column(
            "ends",
            label=_("Shown until"),
            accessor=lambda row: cldr.moment(row.ends_at) if row.ends_at else "",
        ),
        Column("waiting", label=_("Want to be told"), accessor=_waiting),
    ]
    list_filter = ["kind"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            InlinePanel("texts", label=_("Text"), heading=_("Texts"), min_num=1),
            MultiFieldPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], _("When")),
            MultiFieldPanel([FieldPanel("products"), FieldPanel("markets")], _("For whom")),
            FieldPanel("article"),
        ],
        base_form_class=AnnouncementForm,
    )
