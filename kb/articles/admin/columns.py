"""The columns of the list of articles. Each cell names its column, for where there is no head."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn

from kb.models import Family
from portal import cldr


class WordsColumn(Column):
    """What a row says in words."""

    cell_template_name = "kb/articles/cells/base.html"

    class Media:
        css: ClassVar = {"all": ["kb/articles.css"]}


class TopicsCell(WordsColumn):
    cell_template_name = "kb/articles/cells/topics.html"


class HelpfulCell(WordsColumn):
    """The share, with the way to the votes by version and the comments."""

    cell_template_name = "kb/articles/cells/helpful.html"


class LanguagesCell(WordsColumn):
    """A row of codes, each with a sign for its state; the state in words for who listens."""

    cell_template_name = "kb/articles/cells/languages.html"


class ArticleColumn(TitleColumn):
    """The title in its language, with the id below; it leads to the text, or to the family."""

    cell_template_name = "kb/articles/cells/title.html"

    def get_value(self, instance: Any) -> str:
        words: str = instance.row.title.words
        return words

    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        page = instance.row.title.page
        return reverse("wagtailadmin_pages:edit", args=[page]) if page else None

    def get_title_id(self, instance: Any, parent_context: Any) -> str:
        return f"snippet_{instance.pk}_title"


def columns(title_column: type[TitleColumn]) -> list[Column]:
    return [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
        title_column("title", label=_("Title"), sort_key="title"),
        WordsColumn("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        TopicsCell("topics", label=_("Topics"), accessor="row.topics"),
        LanguagesCell("languages", label=_("Languages"), accessor="row.languages"),
        WordsColumn("owner", label=_("Owner"), accessor="owner", sort_key="owner"),
        WordsColumn("reviewed", label=_("Last reviewed"), accessor=_reviewed, sort_key="reviewed"),
        HelpfulCell("helpful", label=_("Helpful"), accessor=_helpful, sort_key="helpful"),
        WordsColumn("read", label=_("Read in 28 days"), accessor=_read),
    ]


def _reviewed(family: Family) -> str:
    at = family.reviewed_at
    return pgettext("review", "never") if at is None else cldr.short_day(at)


def _helpful(family: Any) -> str:
    found = family.row.helpful
    if found.rate is None:
        return ""
    votes = ngettext("%(n)s vote", "%(n)s votes", found.n) % {"n": cldr.number(found.n)}
    return pgettext("helpful rate", "%(share)s of %(votes)s") % {
        "share": cldr.percent(found.rate, 0),
        "votes": votes,
    }


def _read(family: Any) -> str:
    return cldr.number(family.row.read)
