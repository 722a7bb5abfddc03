"""A browser without scripts: cookies, forms, and redirects that are looked at one by one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

_SAFE = "/%?=&#:+,;@!~'()*$-._"
_MOST_HOPS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `location` is a path of ours, or empty."""

    status: int
    location: str
    text: str

    @property
    def hidden_fields(self) -> dict[str, str]:
        """The page's hidden fields; of two with one name the last."""
        reader = _Fields()
        reader.feed(self.text)
        return reader.found

    @property
    def links(self) -> list[str]:
        """What the page's links, buttons' targets left out, lead to."""
        reader = _Fields()
        reader.feed(self.text)
        return reader.links


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") == "hidden":
            self.found[given.get("name", "")] = given.get("value", "")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "img" and "src" in given:
            self.links.append(given["src"])


@dataclass
class Browser:
    """One reader. `agent` tells readers apart, as it does for the journal."""

    port: int
    agent: str
    cookies: dict[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: Any) -> Answer:
        """Post a form; what is a list is sent as several fields of one name."""
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def follow(self, path: str) -> tuple[list[int], str, Answer]:
        """Open an address as far as it leads: the statuses, the last path, the last answer."""
        statuses: list[int] = []
        for _hop in range(_MOST_HOPS):
            answer = self.get(path)
            statuses.append(answer.status)
            if not answer.location:
                break
            path = answer.location.partition("#")[0]
        return statuses, path, answer

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"User-Agent": f"Mozilla/5.0 {self.agent}", "Sec-Fetch-Site": "same-origin"}
        headers |= {"Accept-Language": "en", "Referer": f"http://127.0.0.1:{self.port}/"}
        headers |= self.headers
        if self.cookies:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            headers["Cookie"] = "; ".join(pairs)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, quote(path.partition("#")[0], safe=_SAFE), body, headers)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            self._take(SimpleCookie(line))
        return Answer(response.status, own_path(response.headers.get("Location", ""), path), text)

    def _take(self, cookies: SimpleCookie) -> None:
        for name, morsel in cookies.items():
            if morsel["max-age"] == "0" or not morsel.value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value


def own_path(address: str, page: str) -> str:
    """An address on a page as a path with its query and fragment; empty for other sites."""
    if not address:
        return ""
    parts = urlsplit(urljoin(f"http://127.0.0.1{page}", address))
    if parts.hostname != "127.0.0.1" or parts.scheme != "http":
        return ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path}{query}{fragment}"


def plain(html: str) -> str:
    """The words of a piece of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
