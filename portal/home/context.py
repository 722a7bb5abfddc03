"""What every page's frame needs: the site's name and look, and the languages."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, get_script_prefix, reverse

from portal import actors, locales
from portal.actors import Actor
from portal.home import hero, theme
from portal.legal import reading
from portal.support import choosing
from portal.support.offers import beside_the_form, offers

_RETURN_TO = "next"
_SECTIONS = ("kb:index", "community:index", "handover:contact")
# It stands in the page once for each language; the longest search fits, with all its filters.
_LONGEST_QUERY = 2_000
# By the name of a route: places in a list that is another one in each language.
_OF_ONE_LANGUAGE = {
    "search:page": ("page",),
    "kb:index": ("page",),
    "kb:read": ("page",),
    "kb:words": ("page",),
}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of a language menu."""

    locale: locales.Locale
    url: str


def front_url(code: str) -> str:
    """The address of a language's front page."""
    return f"{get_script_prefix()}{code}/"


def language_links(path: str, query: QueryDict | None = None) -> tuple[LanguageLink, ...]:
    """The same address under each language; the front pages for any other address.

    What was asked for goes along; a page that is shared has no more of a query than it knows.
    """
    if _below(path) is None:
        path, query = front_url(locales.DEFAULT), None
    return tuple(
        LanguageLink(locale, _in_language(path, locale.code) + _asked(query, locale.code))
        for locale in locales.CONTENT
    )


def _in_language(path: str, code: str) -> str:
    """The same address under another language; an address without a language as it is."""
    below = _below(path)
    return path if below is None else front_url(code) + below


def _below(path: str) -> str | None:
    """What follows the language in an address; None where there is none."""
    front = next((one for one in map(front_url, locales.codes()) if path.startswith(one)), None)
    return None if front is None else path.removeprefix(front)


def _asked(query: QueryDict | None, code: str) -> str:
    """The query, with the place to return to in the other language as well."""
    if not query:
        return ""
    query = query.copy()
    if _RETURN_TO in query:
        query[_RETURN_TO] = _in_language(str(query[_RETURN_TO]), code)
    return f"?{query.urlencode()}"


def _kept(request: HttpRequest) -> QueryDict | None:
    """What of a request's query means the same in every language."""
    if len(request.META.get("QUERY_STRING", "")) > _LONGEST_QUERY:
        return None
    try:
        kept = request.GET.copy()
    except TooManyFieldsSent:
        # The page that says so has a frame, too.
        return None
    # Whatever charset the request names, an address of ours is written in UTF-8.
    kept.encoding = "utf-8"
    match = request.resolver_match
    for name in _OF_ONE_LANGUAGE.get(match.view_name if match else "", ()):
        kept.pop(name, None)
    return kept


def language_frame(code: str, path: str, query: QueryDict | None = None) -> dict[str, Any]:
    """The frame of a page in a language, from settings alone."""
    return {
        "site_name": settings.SITE_NAME,
        "site_logo": settings.SITE_LOGO,
        "theme_url": theme.url(),
        "reader_locale": locales.get(code),
        "language_links": language_links(path, query),
        "front_url": front_url(code),
        "is_demo": settings.DEMO,
        "here": path,
        "section": _section(path),
    }


def _section(path: str) -> str:
    """The address of the section that a page is in, with more after it where it is not its front.

    "" for a page that is in none of those that the menu leads to.
    """
    for name in _SECTIONS:
        with suppress(NoReverseMatch):
            front = reverse(name)
            if front in path:
                return front if front == path else f"{front}…"
    return ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Reads no session of a stranger's, so pages stay cacheable; a query only
    after changes.
    """
    code = locales.in_force()
    # A page that refuses what could not even be read is shown before anybody asks who reads it.
    actor = actors.of(request) if hasattr(request, "actor") else Actor(language=code)
    changing = {
        "theme_url": theme.url(hero.current()),
        "legal_links": reading.links(code),
        "ways_in": beside_the_form(offers(actor.market, code)),
        "countries": choosing.offered(code),
        "chosen_country": choosing.chosen(actor),
    }
    return language_frame(code, request.path, _kept(request)) | changing
