"""What Wagtail's admin learns from us: article links in its editor, families and products."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    LinkElementHandler,
    PageLinkElementHandler,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.models import Locale, Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from kb import draft_link_page, links
from kb.copy_page import CopyView
from kb.draft_link_page import DraftLinkView
from kb.models import Family, HelpPage, Product
from kb.new_article import NAME, NewArticleView, offered
from kb.states import OUTRUN
from kb.translation.desk import views as desk
from kb.translation.segments import views as translation
from kb.translation.segments import working
from portal import actors, cldr


class ArticleLinkElementHandler(LinkElementHandler):
    """From the database into the editor: shown as our address without a language."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"url": links.address_for_editors(attrs.get("family", ""), attrs.get("part", ""))}


def article_or_other_link(props: dict[str, Any]) -> Any:
    """From the editor into the database: any address of an article becomes a link to its id."""
    slug = links.slug_in_address(props.get("url") or "") if props.get("id") is None else None
    if slug is None:
        return link_entity(props)
    attributes = {"linktype": links.LINK_TYPE, "family": slug}
    if part := links.part_in_address(props["url"]):
        attributes["part"] = part
    return DOM.create_element("a", attributes, props["children"])


@hooks.register("register_rich_text_features", order=10)
def register_article_links(features: FeatureRegistry) -> None:
    """After Wagtail's own: its "link" learns one more kind."""
    features.register_link_type(links.ArticleLinkHandler)
    features.register_converter_rule(
        "contentstate",
        "link",
        {
            "from_database_format": {
                "a[href]": ExternalLinkElementHandler("LINK"),
                'a[linktype="page"]': PageLinkElementHandler("LINK"),
                f'a[linktype="{links.LINK_TYPE}"]': ArticleLinkElementHandler("LINK"),
            },
            "to_database_format": {"entity_decorators": {"LINK": article_or_other_link}},
        },
    )


@hooks.register("before_copy_page")
def copy_page(request: HttpRequest, page: Page) -> HttpResponseBase:
    """Only help pages are copied, see `kb.models.translating`."""
    return CopyView.as_view(page=page.specific)(request)


@hooks.register("search_write_article")
def new_article(request: HttpRequest, locale: str) -> Callable[[str], str] | None:
    return offered(request.user, locale)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("help/new-article/<int:parent>/", NewArticleView.as_view(), name=NAME),
        path("help/draft/<int:page_id>/", DraftLinkView.as_view(), name=draft_link_page.NAME),
    ]


@hooks.register("register_page_header_buttons")
def offer_a_link(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    if isinstance(page, HelpPage) and page.permissions_for_user(user).can_edit():
        link = reverse(draft_link_page.NAME, args=[page.pk])
        yield Button(_("Link to the draft"), link, icon_name="link", priority=67)


@hooks.register("register_admin_urls", order=-1)
def translation_urls() -> list[URLPattern]:
    """Before wagtail-localize's own: the first that fits is taken."""
    return translation.urls()


@hooks.register("construct_page_action_menu")
def offer_no_alias(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """An alias would take the page out of its readers' sight."""
    menu_items[:] = [item for item in menu_items if item.name != translation.TO_ALIAS]


@hooks.register("before_edit_page", order=-1)
def tell_of_the_source(request: HttpRequest, page: Page) -> None:
    """Before wagtail-localize's own, which answers with the translators' editor."""
    if request.method == "GET" and isinstance(page, HelpPage) and page.live and page.is_outdated:
        messages.warning(request, OUTRUN)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    place = "help/desk/<slug:slug>/<slug:locale>/"
    return [
        path(place, desk.DeskView.as_view(), name=desk.NAME),
        path(f"{place}comments/", desk.CommentsView.as_view(), name="kb_desk_comments"),
        path(
            f"{place}segment/<slug:segment>/", desk.SegmentView.as_view(), name="kb_desk_segment"
        ),
        path(
            f"{place}segment/<slug:segment>/suggestions/",
            desk.SuggestionsView.as_view(),
            name="kb_desk_suggestions",
        ),
    ]


@hooks.register("before_edit_page", order=-1)
def open_the_desk(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Where wagtail-localize would answer with its editor, which stays at `?whole=1`."""
    if request.method != "GET" or "whole" in request.GET or not isinstance(page, HelpPage):
        return None
    if page.alias_of_id or working.number_of(page.family, page.locale) is None:
        return None
    return redirect(desk.address(page.family, page.locale.language_code))


@hooks.register("register_page_header_buttons")
def offer_languages(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """Each language that a source has not been written in yet."""
    if not isinstance(page, HelpPage) or page.is_translation:
        return
    if not actors.on_behalf_of(user).may("help.submit_translation"):
        return
    written = page.family.pages.values("locale")
    for locale in Locale.objects.exclude(pk__in=written).order_by("pk"):
        code = locale.language_code
        name = _("Translate into %(language)s") % {"language": cldr.language(code)}
        link = desk.address(page.family, code)
        yield Button(name, link, icon_name="wagtail-localize-language", priority=68)


class FamilyViewSet(SnippetViewSet):
    """Articles in all their languages: what they belong to and what they are about."""

    model = Family
    icon = "folder-inverse"
    menu_label = _("Articles and topics")
    list_display = ["slug", "kind", "source_locale", Column("languages", label=_("Languages"))]
    list_filter = ["kind", "source_locale", "products"]
    list_per_page = 50
    add_to_admin_menu = False
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Family]:
        live = HelpPage.objects.published().with_currency()
        live = live.select_related("locale").order_by("locale_id")
        pages = Prefetch("pages", queryset=live, to_attr="published_pages")
        families: QuerySet[Family] = Family.objects.select_related("source_locale")
        return families.prefetch_related(pages)

    panels = [
        FieldPanel("slug"),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("source_locale")], _("Kind")),
        MultiFieldPanel([FieldPanel("products"), FieldPanel("markets")], _("What it is about")),
        InlinePanel("member_links", panels=[FieldPanel("member")], label=_("In this topic")),
        FieldPanel("by_hand"),
    ]


class ProductViewSet(SnippetViewSet):
    model = Product
    icon = "tag"
    list_display = ["name", "slug"]
    panels = [FieldPanel("name"), FieldPanel("slug")]


class KnowledgeBaseGroup(SnippetViewSetGroup):
    items = (FamilyViewSet, ProductViewSet)
    menu_label = _("Knowledge base")
    menu_icon = "help"
    menu_order = 150


register_snippet(KnowledgeBaseGroup)
