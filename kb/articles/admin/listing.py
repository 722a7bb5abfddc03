"""The list of articles: each once, with all its languages."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView

from kb.articles.admin.columns import ArticleColumn, columns
from kb.articles.admin.finding import ArticleFilters
from kb.articles.ordering import ordered
from kb.articles.rows import rows
from kb.models import Currency, Family
from kb.new_article import both_offered
from portal import actors, locales

LIST = "help.see_list"


class ArticleList(IndexView):
    """Whoever writes or translates anything sees all of it. Raises PermissionDenied for others."""

    any_permission_required = None
    page_title = _("Articles and topics")
    filterset_class = ArticleFilters
    default_ordering = "title"
    is_searchable = True
    table_classname = "listing kb-articles"
    results_template_name = "kb/articles/results.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not actors.of(request).may(LIST):
            raise PermissionDenied

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Where one writes a new article or snippet, in one's own language."""
        article, snippet = both_offered(self.request.user, actors.of(self.request).language)
        addresses = ((_("Write an article"), article), (_("Write a snippet"), snippet))
        return [
            HeaderButton(words, url=address, icon_name="plus")
            for words, address in addresses
            if address
        ]

    @cached_property
    def columns(self) -> list[Any]:
        return columns(self._get_title_column_class(ArticleColumn))

    def get_base_queryset(self) -> QuerySet[Family]:
        return Family.objects.select_related("owner", "source_locale")

    def order_queryset(self, queryset: QuerySet[Family]) -> QuerySet[Family]:
        return ordered(queryset, self.ordering, locales.in_force())

    def search_queryset(self, queryset: Any) -> QuerySet[Family]:
        found: QuerySet[Family] = (
            queryset.named(self.search_query) if self.is_searching else queryset
        )
        return found

    def paginate_queryset(self, queryset: QuerySet[Family], page_size: int) -> Any:
        """With what each row says; what is on other pages is not read."""
        paginator, page, _found, is_more = super().paginate_queryset(queryset, page_size)
        shown = list(page.object_list)
        topics = self.filters.topics
        told = rows(shown, actors.of(self.request), locales.in_force(), topics)
        for family in shown:
            family.row = told[family.pk]
        page.object_list = shown
        return paginator, page, shown, is_more

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, states=Currency, **kwargs)
        return context


class ArticlesMenuItem(MenuItem):
    """For whoever the list is for."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actors.of(request).may(LIST)
