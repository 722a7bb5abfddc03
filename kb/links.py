"""Links between articles: by the family's id, and so the same in every language.

Stored as `<a linktype="article" family="ID">`; a link made with Wagtail's page chooser is stored
by the page's number. Both lead to the article in the language of whoever reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.rewriters import LinkRewriter

from kb import anchors
from portal import locales
from portal.text.sanitiser import sanitise_html

LINK_TYPE = "article"
# How Draftail shows a link, and what an editor can type or paste: our address without a language.
_ADDRESS = re.compile(r"/(?:[a-z]{2,3}(?:-[a-z0-9]+)?/)?help/([a-z0-9]+(?:-[a-z0-9]+)*)/?")
_HEADING = re.compile(r'<(?P<tag>h[234]) id="(?P<id>[^"]*)">(?P<words>.*?)</(?P=tag)>', re.DOTALL)
_PAGE_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*\bid="(\d+)"')


def article_url(slug: str, language: str = "") -> str:
    """The article's address in a language, "" for the reader's.

    The editors' pages may be in words that go by another tag, as id-id, or in a language that the
    site has no addresses in.
    """
    with translation.override(locales.nearest(language) if language else locales.in_force()):
        return reverse("kb:read", args=(slug,))


def reference_to(slug: str) -> str:
    """How the index of references names an article: by its id, which needs no row of it."""
    return f"id:{slug}"


def address_for_editors(slug: str, part: str = "") -> str:
    """How the editor shows a link to an article, or to a part of one."""
    return f"/help/{slug}/#{quote(part)}" if part else f"/help/{slug}/"


def part_in_address(address: str) -> str:
    """The part of an article that an address leads to, "" for its beginning."""
    return unquote(address.partition("#")[2])


def slug_in_address(address: str) -> str | None:
    """The id, if an address (in any language, with or without our host) is an article's."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.netloc and parts.netloc != urlsplit(settings.BASE_URL).netloc:
        return None
    if parts.query or (parts.scheme and not parts.netloc):
        return None
    match = _ADDRESS.fullmatch(parts.path)
    return match[1] if match else None


def page_links(html: str) -> set[int]:
    """The numbers of the pages that a stored rich text links to."""
    return {int(number) for number in _PAGE_LINK.findall(html)}


def slugs_of_pages(numbers: Iterable[int]) -> dict[int, str]:
    """The ids of the families that pages belong to, "" for other pages; one query at most."""
    wanted = set(numbers)
    if not wanted:
        return {}
    rows = Page.objects.filter(pk__in=wanted).order_by()
    return {
        number: slug or "" for number, slug in rows.values_list("pk", "helppage__family__slug")
    }


def render(
    stored: str, slugs: Mapping[int, str] | None = None, headings: set[str] | None = None
) -> SafeString:
    """A stored rich text as HTML in the active language, sanitised.

    `slugs` holds the families of the pages linked to; without it they are looked up. `headings`
    holds the ids of the headings above it on the page; those of the text are added.
    """
    known = slugs if slugs is not None else slugs_of_pages(page_links(stored))

    def page_rule(attrs: Mapping[str, str]) -> str:
        number = attrs.get("id", "")
        slug = known.get(int(number)) if number.isdecimal() else None
        if slug is None:
            return "<a>"
        return _opening(article_url(slug) if slug else reverse("kb:index"))

    html = LinkRewriter({"page": page_rule, LINK_TYPE: _article_rule})(stored)
    html = anchors.with_ids(html, set() if headings is None else headings)
    return _with_own_links(sanitise_html(html.replace("<code>", '<code dir="ltr">')))


def _with_own_links(html: SafeString) -> SafeString:
    """Sanitised HTML in which a link stands beside each heading that leads to it."""

    def linked(match: re.Match[str]) -> str:
        words = unescape(strip_tags(match["words"]))
        link = render_to_string("kb/_heading_link.html", {"id": match["id"], "words": words})
        return f'<div class="heading">{match[0]}{link}</div>'

    return mark_safe(_HEADING.sub(linked, html))


def _article_rule(attrs: Mapping[str, str]) -> str:
    slug = slug_in_address(f"/help/{attrs.get('family', '')}/")
    if not slug:
        return "<a>"
    part = attrs.get("part", "")
    return _opening(f"{article_url(slug)}#{quote(unescape(part))}" if part else article_url(slug))


def _opening(url: str) -> str:
    return f'<a href="{escape(url)}">'


class ArticleLinkHandler(LinkHandler):
    """For Wagtail's own rendering of rich text, in its admin."""

    identifier = LINK_TYPE

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        return _article_rule(attrs)

    @classmethod
    def extract_references(cls, attrs: dict[str, Any]) -> Iterator[tuple[Any, str, str, str]]:
        if slug := attrs.get("family"):
            yield apps.get_model("kb", "Family"), reference_to(slug), "", ""
