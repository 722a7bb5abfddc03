"""The four doors to search, as a stranger's browser finds them: page, box, and the two forms."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup, Tag

from bench import demo_site
from bench.search_page import Browser
from portal.deflection import keys, suggesting
from portal.deflection.attempts import Kind
from portal.limits import paces

_ARTICLE = re.compile(r"/help/(?P<slug>[^/]+)/$")
_THREAD = re.compile(r"/t/(?P<number>[0-9]+)/")
_OPENING = re.compile(r"/contact/open/(?P<signed>[^/]+)/$")
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A text that is shown: its id in the demo's files, and whether it is in another language."""

    id: str
    is_foreign: bool = False


class Doors:
    """One stranger, who asks in every place."""

    def __init__(self) -> None:
        self._browser = Browser()

    def page(self, locale: str, text: str) -> list[Found]:
        """What the first page of results shows, without what is folded away."""
        return _shown(self.page_html(locale, text), locale)

    def page_html(self, locale: str, text: str, page: int = 1) -> str:
        """A page of results as it is sent."""
        asked = {"q": text} | ({"page": page} if page > 1 else {})
        return self._get(f"/{locale}/search/?{urlencode(asked)}")

    def every_page(self, locale: str, text: str) -> list[Found]:
        """What all pages show, one after the other."""
        found: list[Found] = []
        for page in range(1, _MOST_PAGES):
            html = self.page_html(locale, text, page)
            found += _shown(html, locale)
            if 'rel="next"' not in html:
                break
        return list(dict.fromkeys(found))

    def box(self, locale: str, text: str) -> list[Found]:
        """What stands under the search box."""
        asked = urlencode({"q": text, "locale": locale})
        told: dict[str, Any] = json.loads(self._get(f"/api/suggest/?{asked}"))
        return [
            Found(_id(one["url"]), one["is_foreign"])
            for one in told["suggestions"]
            if _is_text(one["url"])
        ]

    def contact(self, locale: str, text: str) -> list[Found]:
        """What the contact form shows of this message."""
        typed = {"message": text, "start": keys.draw(Kind.CONTACT)}
        return _suggested(self._post(f"/{locale}/contact/suggestions/", typed), locale)

    def ask(self, locale: str, text: str) -> list[Found]:
        """What the form for a question shows of this title."""
        typed = {"title": text, "body": "", "locale": locale, "key": keys.draw(Kind.QUESTION)}
        return _suggested(self._post(f"/{locale}/community/ask/suggestions/", typed), locale)

    def _get(self, address: str) -> str:
        paces.forget()
        return _content(self._browser.get(address), address)

    def _post(self, address: str, typed: dict[str, str]) -> str:
        paces.forget()
        # Without it a form is answered with a page that asks whether it was really sent here.
        own = {"Sec-Fetch-Site": "same-origin"}
        return _content(self._browser.post(address, typed, headers=own), address)


def _content(response: Any, address: str) -> str:
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    text: str = response.content.decode()
    return text


def _shown(html: str, locale: str) -> list[Found]:
    links = BeautifulSoup(html, "html.parser").select(".result__title[href], .result__title a")
    return list(_texts([one for one in links if one.find_parent("details") is None], locale))


def _suggested(html: str, locale: str) -> list[Found]:
    """What the strip beneath a field opens on."""
    return list(_texts(BeautifulSoup(html, "html.parser").select(".suggestions__title"), locale))


def _texts(links: list[Tag], locale: str) -> Iterator[Found]:
    for link in links:
        if _is_text(str(link["href"])):
            yield Found(_id(str(link["href"])), link.get("lang", locale) != locale)


def _is_text(address: str) -> bool:
    path = urlsplit(address).path
    return any(one.search(path) for one in (_OPENING, _ARTICLE, _THREAD))


def _id(address: str) -> str:
    """The id in the demo's files of the text that an address leads to."""
    path = urlsplit(address).path
    if (match := _OPENING.search(path)) and (opening := suggesting.read(match["signed"])):
        path = urlsplit(opening.url).path
    if match := _ARTICLE.search(path):
        return match["slug"]
    if match := _THREAD.search(path):
        return demo_site.questions()[int(match["number"])]
    raise ValueError(f"No text's address: {address}")
