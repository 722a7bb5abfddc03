"""What an article says of itself to search engines and where a link to it is shared."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.factories.kb import make_family, make_page, make_topic
from tests.factories.pictures import UNCLOSED, picture

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(UNCLOSED)]

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
SHARED = re.compile(r'<meta property="og:([\w_]+)" content="([^"]*)">')


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.BASE_URL = "https://hjelp.example.org"


def told(client: Client, path: str) -> dict[str, dict[str, Any]]:
    """What a page says of itself, by kind."""
    found = DATA.findall(client.get(path).content.decode())
    return {one["@type"]: one for data in found for one in json.loads(data)["@graph"]}


def shared(client: Client, path: str) -> dict[str, str]:
    return dict(SHARED.findall(client.get(path).content.decode()))


def test_an_article_says_what_it_is_and_the_way_to_it_in_its_language(client: Client) -> None:
    topic = make_topic("Θέρμανση", locale="el", slug="varme")
    family = make_family(slug="kulde", source="el", topics=[topic])
    page = make_page(family, "el", title="Κρύο σώμα", summary="Τι να κάνετε.")
    found = told(client, "/el/help/kulde/")
    assert found["Article"] == {
        "@type": "Article",
        "headline": "Κρύο σώμα",
        "description": "Τι να κάνετε.",
        "inLanguage": "el",
        "url": "https://hjelp.example.org/el/help/kulde/",
        "datePublished": page.first_published_at.isoformat(),
        "dateModified": page.last_published_at.isoformat(),
        "publisher": found["Article"]["publisher"],
    }
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["item"].partition(".org")[2]) for step in steps] == [
        *((1, "/el/"), (2, "/el/help/")),
        *((3, "/el/help/varme/"), (4, "/el/help/kulde/")),
    ]
    assert [step["name"] for step in steps[2:]] == ["Θέρμανση", "Κρύο σώμα"]


def test_a_topic_says_the_way_to_it(client: Client) -> None:
    make_topic("Varme", locale="nb", slug="varme")
    assert set(told(client, "/nb/help/varme/")) == {"BreadcrumbList"}


def test_a_text_in_another_language_than_the_address_says_nothing(client: Client) -> None:
    make_page(make_family(slug="kulde", source="en"), "en")
    assert told(client, "/el/help/kulde/") == {}


def test_a_shared_link_has_the_title_the_summary_and_the_first_picture(client: Client) -> None:
    image = picture()
    body = [("text", "<p>Varmt.</p>"), ("image", {"image": image.pk, "alt": "", "caption": ""})]
    family = make_family(slug="kulde", source="da")
    make_page(family, "da", title='En "kold" radiator', summary="Luft ud.", body=body)
    found = shared(client, "/da/help/kulde/")
    assert found["title"] == "En &quot;kold&quot; radiator"
    assert found["description"] == "Luft ud."
    assert found["type"] == "article"
    assert found["url"] == "https://hjelp.example.org/da/help/kulde/"
    rendition = image.renditions.get()
    assert found["image"] == f"https://hjelp.example.org{rendition.url}"


@pytest.mark.parametrize("path", ["/ar/", "/ar/help/", "/ar/community/", "/ar/contact/"])
def test_every_other_page_is_shared_with_the_sites_name_and_sign(
    client: Client, path: str, settings: Any
) -> None:
    found = shared(client, path)
    assert found["title"] == found["site_name"] == settings.SITE_NAME
    assert found["url"] == f"https://hjelp.example.org{path}"
    assert found["image"] == "https://hjelp.example.org/static/portal/icons/touch.png"
