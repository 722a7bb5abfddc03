"""The sitemap of help: what strangers read in a language, and where it stands in the others."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.caching.testing import forget_pages
from tests.factories.kb import make_family, make_page, make_snippet, make_topic, publish
from tests.kb.restrictions import restrict
from tests.sitemaps import Listed, listed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.BASE_URL = "https://hjelp.example.org"


def at(path: str) -> str:
    return f"https://hjelp.example.org{path}"


def test_an_article_names_itself_in_each_language_that_it_truly_is_in(client: Client) -> None:
    family = make_family(slug="kulde", source="da")
    greek = make_page(family, "el", title="Κρύο δωμάτιο")
    for code in ("da", "ar"):
        make_page(family, code)
    found = listed(client, "/el/help/sitemap.xml")[at("/el/help/kulde/")]
    assert found == Listed(
        changed=f"{greek.last_published_at:%Y-%m-%d}",
        others={code: at(f"/{code}/help/kulde/") for code in ("da", "el", "ar")}
        | {"x-default": at("/da/help/kulde/")},
    )
    assert at("/nb/help/kulde/") not in listed(client, "/nb/help/sitemap.xml")


def test_nothing_stands_in_it_that_a_stranger_does_not_read(client: Client) -> None:
    family = make_family(slug="skjult", source="nb")
    restrict(make_page(family, "nb"))
    make_page(family, "el")
    make_page(make_family("Kladd", source="nb"), "nb", live=False)
    make_snippet(locale="nb")
    shown = make_topic("Varme", locale="nb")
    assert set(listed(client, "/nb/help/sitemap.xml")) == {at(f"/nb/help/{shown.slug}/")}
    # A hidden language betrays nothing in the list of another.
    found = listed(client, "/el/help/sitemap.xml")[at("/el/help/skjult/")]
    assert set(found.others) == {"el", "x-default"}


def test_it_is_new_as_soon_as_something_is_published(client: Client) -> None:
    assert listed(client, "/sv/help/sitemap.xml") == {}
    page = make_page(make_family("Värme", source="sv"), "sv", live=False)
    assert listed(client, "/sv/help/sitemap.xml") == {}
    publish(page)
    assert len(listed(client, "/sv/help/sitemap.xml")) == 1


def test_it_costs_as_many_statements_however_many_articles_there_are(client: Client) -> None:
    def statements() -> int:
        listed(client, "/el/help/sitemap.xml")  # warms what is kept for the whole process
        forget_pages()
        with CaptureQueriesContext(connection) as caught:
            listed(client, "/el/help/sitemap.xml")
        return len(caught)

    make_page(make_family("Ένα", source="el"), "el")
    before = statements()
    for number in range(5):
        make_page(make_family(f"zq{number}", source="el"), "el", live="at once")
    assert statements() == before
