"""What Wagtail's admin learns from us: article links in its editor, families and products."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    LinkElementHandler,
    PageLinkElementHandler,
)
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Locale, Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from kb import draft_link_page, links, policy
from kb.articles.admin import acts, hardest, reports
from kb.articles.bulk.changing import OWNED, RETAGGED
from kb.change_id_page import ChangeIdView
from kb.copy_page import CopyView
from kb.draft_link_page import DraftLinkView
from kb.feedback.admin import views as votes
from kb.glossary.admin import hooks as _of_the_glossary  # noqa: F401 - registers itself
from kb.handing_in import AskForReview
from kb.models import HelpPage
from kb.models.forms import CHANGE_ID
from kb.new_article import NAME, NewArticleView, offered
from kb.readability import hints_view
from kb.translation import pages as translation_pages
from kb.translation.desk import picture_view
from kb.translation.desk import views as desk
from kb.translation.digests import views as digests
from kb.translation.exchange import views as exchange
from kb.translation.machine import views as machine
from kb.translation.matrix import submitting
from kb.translation.matrix import views as matrix
from kb.translation.segments import views as translation
from kb.translation.segments import working
from kb.viewsets import KnowledgeBaseGroup
from portal import cldr
from portal.actors import on_behalf_of
from portal.text.links import as_browsers_read_it


class ArticleLinkElementHandler(LinkElementHandler):
    """From the database into the editor: shown as our address without a language."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"url": links.address_for_editors(attrs.get("family", ""), attrs.get("part", ""))}


def article_or_other_link(props: dict[str, Any]) -> Any:
    """From the editor into the database: any address of an article becomes a link to its id.

    What would only look like a page of ours is written as what it is.
    """
    url = as_browsers_read_it(props.get("url") or "")
    slug = links.slug_in_address(url) if props.get("id") is None else None
    if slug is None:
        return link_entity(props | {"url": url} if url else props)
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
        path("help/id/<int:page_id>/", ChangeIdView.as_view(), name=CHANGE_ID),
        path("help/draft/<int:page_id>/", DraftLinkView.as_view(), name=draft_link_page.NAME),
        *reports.urls(),
        *hints_view.urls(),
        *hardest.urls(),
    ]


@hooks.register("register_page_header_buttons")
def offer_a_link(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    if isinstance(page, HelpPage) and page.permissions_for_user(user).can_edit():
        link = reverse(draft_link_page.NAME, args=[page.pk])
        yield Button(_("Link to the draft"), link, icon_name="link", priority=67)


@hooks.register("register_page_header_buttons")
def offer_review(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """To ask for one, or to decide; and to whoever publishes, all languages at once."""
    if not isinstance(page, HelpPage):
        return
    actor = on_behalf_of(user)
    decides = actor.may("help.publish", page)
    if actor.may("help.ask_for_review", page) or (decides and hasattr(page, "review")):
        link = reverse(translation_pages.REVIEW, args=[page.pk])
        yield Button(
            pgettext("of a text", "Review"), link, icon_name="clipboard-list", priority=65
        )
    if decides:
        link = reverse(translation_pages.PUBLISH, args=[page.pk])
        yield Button(_("Publish languages"), link, icon_name="upload", priority=66)


@hooks.register("register_admin_urls", order=-1)
def translation_urls() -> list[URLPattern]:
    """Before wagtail-localize's own: the first that fits is taken."""
    return [*translation.urls(), *translation_pages.urls()]


@hooks.register("register_admin_urls", order=-1)
def matrix_urls() -> list[URLPattern]:
    """Likewise."""
    return [*matrix.urls(), *digests.urls()]


@hooks.register("register_admin_menu_item")
def matrix_item() -> MenuItem:
    return MenuItem(
        _("Translations"),
        reverse(matrix.MATRIX),
        name="translations",
        icon_name=matrix.ICON,
        order=155,
    )


@hooks.register("construct_reports_menu")
def offer_no_second_list(request: HttpRequest, menu_items: list[Any]) -> None:
    """Stock's list of translations leads to the matrix."""
    stock = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != stock]


@hooks.register("construct_page_action_menu")
def offer_no_alias(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """An alias would take the page out of its readers' sight."""
    menu_items[:] = [item for item in menu_items if item.name != translation.TO_ALIAS]


@hooks.register("construct_page_action_menu")
def say_it_in_our_words(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    menu_items[:] = [
        AskForReview(item.order) if item.name == AskForReview.name else item for item in menu_items
    ]


@hooks.register("before_edit_page", order=-1)
def open_the_desk(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Where wagtail-localize would answer with its editor, which stays at `?whole=1`.

    First of all: the desk itself tells what is told above a text.
    """
    if request.method != "GET" or "whole" in request.GET or not isinstance(page, HelpPage):
        return None
    if page.alias_of_id or working.number_of(page.family, page.locale) is None:
        return None
    return redirect(desk.address(page.family, page.locale.language_code))


@hooks.register("before_edit_page", order=-1)
def tell_of_the_text(request: HttpRequest, page: Page) -> None:
    """Before wagtail-localize answers with its own editor, which shows no buttons of ours."""
    if request.method == "GET" and isinstance(page, HelpPage):
        translation_pages.tell_of_the_text(request, page)


for act in acts.ACTS:
    hooks.register("register_bulk_action", act)
hooks.register("register_reports_menu_item", hardest.menu_item)
submitting.register(reports.begin_submitting)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(RETAGGED, _("Change topics"), _("Topics changed"))
    actions.register_action(OWNED, _("Change owner"), _("Owner changed"))


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
        *picture_view.urls(),
    ]


@hooks.register("register_admin_urls")
def machine_urls() -> list[URLPattern]:
    """What machines translate, and what they cost."""
    return machine.urls()


@hooks.register("register_admin_urls")
def exchange_urls() -> list[URLPattern]:
    """Translations as files, for other programs."""
    return exchange.urls()


@hooks.register("register_admin_urls")
def votes_urls() -> list[URLPattern]:
    """What readers say of an article."""
    return votes.urls()


@hooks.register("register_page_header_buttons")
def offer_languages(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """Each language that a source has not been written in yet."""
    if not isinstance(page, HelpPage) or page.is_translation:
        return
    if not on_behalf_of(user).may("help.submit_translation"):
        return
    written = page.family.pages.values("locale")
    for locale in Locale.objects.exclude(pk__in=written).order_by("pk"):
        code = locale.language_code
        name = _("Translate into %(language)s") % {"language": cldr.language(code)}
        link = desk.address(page.family, code)
        yield Button(name, link, icon_name="wagtail-localize-language", priority=68)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return policy.permissions()


register_snippet(KnowledgeBaseGroup)
