"""The index of help, and the page of one article, question or topic."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kb.draft_links import draft_at
from kb.glossary import words_of
from kb.glossary.marking import Marks
from kb.models import HelpPage, Kind
from kb.reading import listing, onward, parts, snippets, trying
from kb.reading.body import foreign, headings, prepare
from kb.reading.resolving import ResolvedPage, SignInNeeded, Unknown, resolve
from kb.reading.sitemap import Articles
from portal import actors, locales
from portal.caching.areas import Area
from portal.caching.pages import public_page
from portal.caching.queries import page_number
from portal.crawlers.views import respond

SECTIONS_SHOWN = 12
MEMBERS_SHOWN = 6
SHOWN = 60
"""How many articles stand on one page of a list."""
INSTEAD_SHOWN = 3


@public_page(Area.HELP, allowed_query={"page": page_number})
def index(request: HttpRequest) -> HttpResponse:
    """Topics, each with its first articles, and after them what lies in no topic, over pages."""
    locale, actor = locales.in_force(), actors.of(request)
    tops = Paginator(listing.topics(locale, actor), SECTIONS_SHOWN)
    others = listing.without_topic(locale, actor, size=SHOWN)
    # The last topics stand above the first of the others.
    all_pages = Paginator(range(tops.num_pages + others.num_pages - 1), 1)
    page = _asked(request, all_pages)
    sections, after = [], page.number - tops.num_pages + 1
    if after <= 1:
        shown = tops.page(page.number)
        sections = listing.sections(locale, actor, members_shown=MEMBERS_SHOWN, tops=shown)
    context = {
        "sections": sections,
        "others": others.page(after) if after >= 1 else [],
        "page_obj": page,
        "words": words_of(locale).explained,
    }
    return render(request, "kb/index.html", context)


def _asked(request: HttpRequest, pages: Paginator[Any]) -> Page[Any]:
    """The page of a list that a request asks for; raises Http404 for one that there is not."""
    try:
        return pages.page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404 from error


@public_page(Area.HELP, allowed_query={"page": page_number})
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """One article, question or topic, in the reader's language or its best fallback.

    An id that it had before leads to the one it has.
    """
    try:
        reading = resolve(slug, locales.in_force(), actors.of(request))
    except SignInNeeded:
        return redirect_to_login(request.path)
    except Unknown as error:
        raise Http404(gettext("There is no such article.")) from error
    if reading.family.slug != slug:
        return redirect("kb:read", reading.family.slug, permanent=True)
    response = page_of(request, context_of(request, reading))
    response.headers["Content-Language"] = reading.reader_locale
    return response


@require_safe
@cache_control(private=True, no_store=True)
def draft(request: HttpRequest, signed: str) -> HttpResponse:
    """A draft, for whoever has an editor's link to it."""
    page = draft_at(signed)
    if page is None:
        return render(request, "kb/draft_gone.html", status=HTTPStatus.NOT_FOUND)
    response = preview(request, page)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def preview(request: HttpRequest, page: HelpPage) -> HttpResponse:
    """A page that may not be saved yet, as its readers would see it."""
    code = page.locale.language_code
    reader = code if code in locales.codes() else locales.DEFAULT
    family = page.family
    reading = ResolvedPage(
        page=page,
        family=family,
        reader_locale=reader,
        text_locale=code if reader == code else reader,
    )
    return page_of(request, context_of(request, reading, is_preview=True))


def page_of(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The page of a text, by what `context_of` says of it."""
    is_topic = context["family"].kind == Kind.TOPIC
    template = "kb/topic.html" if is_topic else "kb/article.html"
    return render(request, template, context, status=status)


def context_of(
    request: HttpRequest, reading: ResolvedPage, *, said: Sequence[str] = (), **more: Any
) -> dict[str, Any]:
    """What a text's templates need. `said` is what the reader has said of its fixes so far."""
    actor, body = actors.of(request), reading.page.body
    text = parts.of(body, reading.market)
    shown = snippets.shown(body, reading.text_locale, actor)
    texts = (text, *(one.parts for one in shown.values()))
    return {
        "reading": reading,
        "page": reading.page,
        "parts": text,
        "snippets": shown,
        "trying": trying.of(text, said),
        "beside": trying.take_beside(text),
        "asks_for_market": any(map(parts.differ, texts)) or bool(reading.family.markets),
        "family": reading.family,
        "item_kind": item_kind(reading.family.kind),
        "page_slugs": prepare(body, *(one.page.body for one in shown.values())),
        "foreign": {
            media: code
            for page in (reading.page, *(one.page for one in shown.values()))
            for media, code in foreign(page).items()
        },
        "heading_ids": set(),
        "headings": headings(snippets.blocks(body, shown)),
        "term_marks": Marks(words_of(reading.text_locale)),
        "language_links": reading.translations,
        "is_for_everybody": not said and not more,
        **_surroundings(request, reading),
        **more,
    }


def _surroundings(request: HttpRequest, reading: ResolvedPage) -> dict[str, Any]:
    """What lies around the text: the topic above it and, for a topic, what is in it."""
    family, locale, actor = reading.family, reading.reader_locale, actors.of(request)
    if family._state.adding:
        return {}
    found: dict[str, Any] = {
        "crumbs": listing.crumbs(family, locale, actor),
        "instead": listing.instead(reading, actor, at_most=INSTEAD_SHOWN),
    }
    if family.kind == Kind.TOPIC:
        found["members"] = _asked(request, listing.members(family, locale, actor, size=SHOWN))
    elif "page" in request.GET:
        raise Http404
    else:
        found["following"] = onward.following(family, locale, actor)
    return found


def item_kind(kind: str) -> str:
    """What search, counting and the trail call a family: article, faq or topic."""
    return kind if kind in {Kind.FAQ, Kind.TOPIC} else "article"


@public_page(Area.HELP, allowed_query={"p": page_number})
def sitemap(request: HttpRequest) -> HttpResponse:
    """The texts of a language, page by page."""
    return respond(request, Articles(locales.in_force()))
