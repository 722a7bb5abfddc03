"""The index of help, and the page of one article, question or topic."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kb.draft_links import draft_at
from kb.models import HelpPage, Kind
from kb.reading import listing, parts
from kb.reading.body import foreign_pictures, headings, prepare
from kb.reading.resolving import Reading, SignInNeeded, Unknown, resolve
from portal import actors, locales
from portal.actors import Actor
from portal.caching.pages import public_page
from portal.caching.queries import page_number

MEMBERS_SHOWN = 6
OTHERS_SHOWN = 60
INSTEAD_SHOWN = 3


@public_page(allowed_query={"page": page_number})
def index(request: HttpRequest) -> HttpResponse:
    """All topics, each with its first articles; what lies in no topic goes on over pages."""
    locale, actor = locales.in_force(), actors.of(request)
    others = Paginator(listing.without_topic(locale, actor), OTHERS_SHOWN)
    try:
        page = others.page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404 from error
    sections = []
    if page.number == 1:
        sections = listing.sections(locale, actor, members_shown=MEMBERS_SHOWN)
    return render(request, "kb/index.html", {"sections": sections, "others": page})


@public_page()
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
    response = _page(request, reading)
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
    reading = Reading(
        page=page,
        family=family,
        reader_locale=reader,
        text_locale=code if reader == code else reader,
    )
    return _page(request, reading, is_preview=True)


def _page(request: HttpRequest, reading: Reading, **more: Any) -> HttpResponse:
    is_topic = reading.family.kind == Kind.TOPIC
    text = parts.of(reading.page.body, reading.market)
    context = {
        "reading": reading,
        "page": reading.page,
        "parts": text,
        "asks_for_market": parts.differ(text) or bool(reading.family.markets),
        "family": reading.family,
        "item_kind": item_kind(reading.family.kind),
        "page_slugs": prepare(reading.page),
        "foreign_pictures": foreign_pictures(reading.page),
        "heading_ids": set(),
        "headings": headings(reading.page),
        "language_links": reading.translations,
        **_surroundings(reading, actors.of(request)),
        **more,
    }
    return render(request, "kb/topic.html" if is_topic else "kb/article.html", context)


def _surroundings(reading: Reading, actor: Actor) -> dict[str, Any]:
    """What lies around the text: the topic above it and, for a topic, what is in it."""
    family, locale = reading.family, reading.reader_locale
    if family._state.adding:
        return {}
    found: dict[str, Any] = {
        "crumbs": listing.crumbs(family, locale, actor),
        "instead": listing.instead(reading, actor, at_most=INSTEAD_SHOWN),
    }
    if family.kind == Kind.TOPIC:
        found["members"] = listing.members(family, locale, actor)
    return found


def item_kind(kind: str) -> str:
    """What search, counting and the trail call a family: article, faq or topic."""
    return kind if kind in {Kind.FAQ, Kind.TOPIC} else "article"
