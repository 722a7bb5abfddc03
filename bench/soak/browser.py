"""A reader's browser as the proxy hands it on: HTTPS, an address of its own, and its cookies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.soak.installation import HOST

_TIMEOUT = 30.0
_NOT_SENT = {"submit", "button", "file", "reset", "image"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `status` 0: nobody answered, or broke off."""

    status: int
    text: str = ""
    location: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the portal has said that it is done."""
        return 200 <= self.status < 400

    @property
    def may_come_again(self) -> bool:
        """Whether nothing is known about it, so that a person would press the button again."""
        return self.status == 0 or self.status >= 500

    def fields(self) -> dict[str, str]:
        """What the page's forms would send, all together, if they were sent as they are."""
        parser = _Fields()
        parser.feed(self.text)
        return parser.found


class _Fields(HTMLParser):
    """Reads the fields of forms; of those that may be chosen, the chosen ones."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag in {"select", "textarea"}:
            self._open = name
            self.found.setdefault(name, "")
        elif tag == "option" and "selected" in given:
            self.found[self._open] = value
        elif tag == "input" and name and given.get("type") not in _NOT_SENT:
            chosen = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            self.found |= {name: value} if chosen else {}

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea":
            self.found[self._open] += data


@dataclass
class Browser:
    """One reader. Each request is a connection: processes are killed under them."""

    port: int
    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Ask for a page, and follow where it has moved."""
        answer = self._ask("GET", path)
        return self._ask("GET", answer.location) if answer.status in {301, 302} else answer

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """Send a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields).encode(), kind | headers)

    def _ask(
        self, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT)
        try:
            connection.request(method, path, body or None, self._headers() | dict(more or {}))
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, HTTPException):
            return Answer(0)
        finally:
            connection.close()
        self._keep(response.headers.get_all("Set-Cookie") or [])
        return Answer(response.status, text, response.headers.get("Location", ""))

    def _headers(self) -> dict[str, str]:
        return {
            "Host": HOST,
            "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept": "text/html",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.address,
            "Origin": f"https://{HOST}",
            "Referer": f"https://{HOST}/",
            "Sec-Fetch-Site": "same-origin",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    def _keep(self, headers: list[str]) -> None:
        for header in headers:
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
