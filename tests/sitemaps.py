"""Reading a sitemap as a search engine does."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import fromstring

from django.test import Client

_SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"


@dataclass(frozen=True)
class Listed:
    """When an address changed, and the addresses of the same in all languages."""

    changed: str = ""
    others: dict[str, str] = field(default_factory=dict)


def listed(client: Client, path: str) -> dict[str, Listed]:
    """What a sitemap lists, by address."""
    return {
        url.findtext(f"{_SITE}loc", ""): Listed(
            url.findtext(f"{_SITE}lastmod", ""),
            {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(_LINK)},
        )
        for url in _root(client, path).iter(f"{_SITE}url")
    }


def sitemaps(client: Client) -> list[str]:
    """The addresses of all of them."""
    found = _root(client, "/sitemap.xml").iter(f"{_SITE}sitemap")
    return [one.findtext(f"{_SITE}loc", "") for one in found]


def _root(client: Client, path: str):  # type: ignore[no-untyped-def]
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return fromstring(answer.content)  # noqa: S314 - of our own server
