"""What every page's frame needs: the site's name and look, and the languages."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix

from portal import actors, locales
from portal.actors import Actor
from portal.home import theme
from portal.legal import reading
from portal.support import choosing
from portal.support.offers import beside_the_form, offers


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of a language menu."""

    locale: locales.Locale
    url: str


def front_url(code: str) -> str:
    """The address of a language's front page."""
    return f"{get_script_prefix()}{code}/"


def language_links(path: str) -> tuple[LanguageLink, ...]:
    """The same address under each language; the front pages for any other address.

    A query never goes along: the page may be a shared one.
    """
    _, _, below = path.removeprefix(get_script_prefix()).partition("/")
    if not path.startswith(tuple(front_url(code) for code in locales.codes())):
        below = ""
    return tuple(
        LanguageLink(locale, front_url(locale.code) + below) for locale in locales.CONTENT
    )


def language_frame(code: str, path: str) -> dict[str, Any]:
    """The frame of a page in a language, from settings alone."""
    return {
        "site_name": settings.SITE_NAME,
        "site_logo": settings.SITE_LOGO,
        "theme_url": theme.url(),
        "reader_locale": locales.get(code),
        "language_links": language_links(path),
        "front_url": front_url(code),
        "is_demo": settings.DEMO,
        "here": path,
    }


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Reads no session of a stranger's, so pages stay cacheable; a query only
    after changes.
    """
    code = locales.in_force()
    # A page that refuses what could not even be read is shown before anybody asks who reads it.
    actor = actors.of(request) if hasattr(request, "actor") else Actor(language=code)
    changing = {
        "legal_links": reading.links(code),
        "ways_in": beside_the_form(offers(actor.market, code)),
        "countries": choosing.offered(code),
        "chosen_country": choosing.chosen(actor),
    }
    return language_frame(code, request.path) | changing
