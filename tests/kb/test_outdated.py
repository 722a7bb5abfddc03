"""A translation that its source has outrun says so: on its page, in every list, to its editors."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from kb.models import Family, HelpPage
from kb.reading import listing
from kb.search_source import HelpSource
from kb.states import Weight
from portal.caching.testing import forget_pages
from portal.home import site
from search.documents import Document
from search.engines import engine
from search.index import catching_up
from search.service import search
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


def publish(page: HelpPage, summary: str) -> None:
    """The page again, with quite another text, a moment after all that is published now."""
    page = page.specific
    page.summary, page.change = summary, Weight.MAJOR
    page.save_revision().publish()


@pytest.fixture
def outdated() -> Family:
    """An article in a topic, whose Greek and Swedish are older than their English."""
    topic = make_topic()
    make_page(topic, "el", title="Θέμα")
    family = make_family(topics=[topic], slug="pump")
    source = make_page(family, title="The pump")
    make_page(family, "el", title="Η αντλία")
    make_page(family, "sv", title="Pumpen")
    publish(source, "It hums.")
    family.refresh_from_db()
    return family


def get(client: Client, path: str) -> str:
    forget_pages()
    response = client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


def marks(client: Client, path: str) -> int:
    return get(client, path).count("pill--warning")


def of(family: Family, code: str) -> HelpPage:
    return HelpPage.objects.get(family=family, locale__language_code=code)


def test_its_page_says_so_in_the_readers_language_and_leads_to_the_source(
    client: Client, outdated: Family
) -> None:
    html = get(client, "/el/help/pump/")
    with translation.override("el"):
        assert str(translation.gettext("May be out of date")) in html
    assert 'href="/en/help/pump/" hreflang="en"' in html
    assert "notice--warning" not in get(client, "/en/help/pump/")


def test_its_page_leads_to_no_source_that_the_reader_may_not_read(
    client: Client, outdated: Family
) -> None:
    restrict(of(outdated, "en"))
    html = get(client, "/el/help/pump/")
    assert "notice--warning" in html
    assert 'href="/en/help/pump/" hreflang="en"' not in html


def test_a_fallback_that_is_outdated_says_both(client: Client, outdated: Family) -> None:
    html = get(client, "/nb/help/pump/")
    assert html.count('role="note"') == 2


def test_every_list_of_articles_marks_it_and_nothing_else(
    client: Client, outdated: Family
) -> None:
    for page in ("help/", "help/getting-started/", ""):
        assert marks(client, f"/el/{page}") >= 1, page
        assert marks(client, f"/en/{page}") == 0, page


def test_its_mark_goes_when_the_translation_is_published_again(
    client: Client, outdated: Family
) -> None:
    publish(of(outdated, "el"), "Βουίζει.")
    assert marks(client, "/el/help/") == 0
    assert marks(client, "/sv/help/") == 1


def test_lists_cost_no_query_more(client: Client, outdated: Family) -> None:
    topic = Family.objects.get(slug="getting-started")
    with CaptureQueriesContext(connection) as caught:
        (entry,) = listing.members(topic, "el", acting(), size=9).page(1)
    assert (entry.is_outdated, len(caught)) == (True, 3)


def test_the_forms_of_the_rule_are_equal(outdated: Family) -> None:
    publish(of(outdated, "sv"), "Den brummar.")
    make_page(outdated, "da", live=False)
    family = make_family("Another", source="ar")
    make_page(family, "ar")
    make_page(family, "el")
    rows = set(HelpPage.objects.outdated().values_list("pk", flat=True))
    assert rows == {page.pk for page in HelpPage.objects.all() if page.is_outdated}
    assert rows == {page.pk for page in HelpPage.objects.with_currency() if page.is_outdated}
    assert rows == {of(outdated, "el").pk}
    documents = HelpSource().documents(["pump", family.slug, "getting-started"])
    assert [one.locale for one in documents if one.is_outdated] == ["el"]


def test_publishing_the_source_tells_search_of_all_its_translations(outdated: Family) -> None:
    catching_up.catch_up(engine())
    publish(of(outdated, "el"), "Βουίζει.")
    catching_up.catch_up(engine())
    (hit,) = search(query="αντλία", locale="el").results
    assert (hit.locale, hit.is_outdated) == ("el", False)
    publish(of(outdated, "en"), "It hums again.")
    catching_up.catch_up(engine())
    (hit,) = search(query="αντλία", locale="el").results
    assert (hit.locale, hit.is_outdated) == ("el", True)


def test_search_suggestions_and_both_apis_mark_it(client: Client, outdated: Family) -> None:
    catching_up.catch_up(engine())
    assert marks(client, "/el/search/?q=αντλία") == 1
    (found,) = client.get("/api/search/", {"q": "αντλία", "locale": "el"}).json()["results"]
    assert found["is_outdated"] is True
    (found,) = client.get("/api/suggest/", {"q": "αντλία", "locale": "el"}).json()["suggestions"]
    with translation.override("el"):
        words = translation.gettext("May be out of date")
    assert (found["is_outdated"], found["mark"]) == (True, words)
    (found,) = client.get("/api/suggest/", {"q": "pump", "locale": "en"}).json()["suggestions"]
    assert (found["is_outdated"], found["mark"]) == (False, "")


def test_a_document_that_older_code_has_written_is_read() -> None:
    now = Document(source="kb", key="a", kind="faq", locale="el", title="Τ", url="/el/help/a/")
    packed = now.packed().replace(', "is_outdated": false', "").replace("{", '{"later": 1, ', 1)
    assert "is_outdated" not in packed
    assert Document.unpacked(packed) == now


def test_the_editors_lists_call_it_outdated(outdated: Family) -> None:
    client = Client()
    client.force_login(accounts.administrator())
    for code, times in (("el", 1), ("en", 0)):
        above = of(outdated, code).get_parent()
        html = get(client, reverse("wagtailadmin_explore", args=[above.pk]))
        assert html.count("live, outdated") == times
    html = get(client, reverse(Family.snippet_viewset.get_url_name("list")))
    told = dict(re.findall(r'<bdi lang="(\w+)">[^<]*</bdi>: ([^<]+)<', html))
    assert (told["en"], told["sv"], told["el"]) == ("source", "outdated", "outdated")


def test_its_editor_is_told(outdated: Family) -> None:
    client = Client()
    client.force_login(accounts.administrator())
    for code, told in (("el", True), ("en", False)):
        page = of(outdated, code)
        html = get(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert ("Outdated: the source has been published" in html) is told
