"""What search engines find the site's addresses by."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from portal import locales
from portal.crawlers.sitemaps import LanguageSitemap
from tests.factories import community
from tests.factories.kb import make_family, make_page
from tests.factories.legal import legal_page
from tests.sitemaps import listed, sitemaps

pytestmark = pytest.mark.django_db


def below(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def test_every_sitemap_is_named_and_every_address_in_it_is_answered(
    client: Client, settings: Any
) -> None:
    settings.BASE_URL = "https://hjelp.example.org"
    make_page(make_family("Varme", source="da"), "da")
    community.thread(locale="ar")
    legal_page("privacy", "el")
    found = sitemaps(client)
    assert len(found) == len(set(found)) == 3 * len(locales.codes())
    addresses = [one for where in found for one in listed(client, below(where))]
    assert len(addresses) == len(set(addresses)) == 4 * len(locales.codes()) + 3
    for address in addresses:
        assert address.startswith("https://hjelp.example.org/")
        assert Client().get(below(address)).status_code == 200, address


def test_a_long_list_is_cut_into_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LanguageSitemap, "limit", 2)
    for number in range(3):
        make_page(make_family(f"zq{number}", source="sv"), "sv")
    pages = [below(one) for one in sitemaps(client) if "/sv/help/" in one]
    assert pages == ["/sv/help/sitemap.xml", "/sv/help/sitemap.xml?p=2"]
    first, second = (set(listed(client, page)) for page in pages)
    assert (len(first), len(second), first & second) == (2, 1, set())
    assert client.get("/sv/help/sitemap.xml?p=3").status_code == 404


def test_robots_are_led_to_it_and_kept_from_what_is_not_for_them(
    client: Client, settings: Any
) -> None:
    settings.BASE_URL = "https://hjelp.example.org"
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: https://hjelp.example.org/sitemap.xml"
    assert {"Disallow: /cms/", "Disallow: /*/search/", "Disallow: /*/account/"} <= set(lines)
