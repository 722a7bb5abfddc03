"""What readers meet of a snippet: in the text's language or the nearest, and never by itself."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kb import tree
from kb.models import HelpPage, SnippetPage
from kb.search_source import HelpSource
from portal.caching.testing import forget_pages
from tests.factories import accounts, choosing, support
from tests.factories.kb import make_family, make_page, make_snippet, publish
from tests.kb.restrictions import restrict
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    forget_pages()


def article(code: str, *slugs: str, slug: str = "pumpe") -> HelpPage:
    body = [("text", "<h2>Α</h2>"), *(("snippet", one) for one in slugs)]
    return make_page(make_family(slug=slug, source=code), code, title="Pumpe", body=body)


def read(client: Client, code: str, slug: str = "pumpe") -> Any:
    answer = client.get(f"/{code}/help/{slug}/")
    return BeautifulSoup(answer.text, "html.parser").article


def test_a_text_shows_it_in_its_own_language_without_a_word_about_it(client: Client) -> None:
    snippet = make_snippet("Ring til os.", "da", slug="ring")
    make_page(snippet.family, "el", title="x", body=[("text", "<p>Καλέστε μας.</p>")])
    article("el", "ring")
    shown = read(client, "el").select_one(".snippet")
    assert shown.text.split() == ["Καλέστε", "μας."]
    assert not shown.has_attr("lang")


def test_without_that_language_it_is_the_nearest_and_marked(client: Client) -> None:
    make_snippet("اتصل بنا.", "ar", slug="ring")
    article("el", "ring")
    shown = read(client, "el").select_one(".snippet")
    assert (shown["lang"], shown["dir"]) == ("ar", "rtl")
    note = shown.select_one("[role=note]")
    assert (note["lang"], note["dir"]) == ("el", "ltr")
    assert "Αραβικά" in note.text or "العربية" in note.text
    assert "اتصل بنا." in shown.text


def test_a_fallback_comes_before_its_source(client: Client) -> None:
    snippet = make_snippet("Soita meille.", "ar", slug="ring")
    make_page(snippet.family, "da", title="x", body=[("text", "<p>Ring til os.</p>")])
    article("nb", "ring")
    assert read(client, "nb").select_one(".snippet")["lang"] == "da"


def test_a_reader_of_a_fallback_gets_it_in_that_texts_language(client: Client) -> None:
    snippet = make_snippet("Ring til os.", "da", slug="ring")
    make_page(snippet.family, "el", title="x", body=[("text", "<p>Καλέστε μας.</p>")])
    article("da", "ring")
    whole = read(client, "el")
    assert whole["lang"] == "da"
    assert "Ring til os." in whole.select_one(".snippet").text


def test_an_outdated_translation_says_so(client: Client) -> None:
    snippet = make_snippet("Ring til os på 1.", "da", slug="ring")
    make_page(snippet.family, "el", title="x", body=[("text", "<p>Καλέστε μας.</p>")])
    article("el", "ring")
    assert read(client, "el").select_one(".snippet [role=note]") is None
    publish(snippet, ("text", "<p>Skriv til os.</p>"), change="major")
    assert "Καλέστε μας." in read(client, "el").text
    assert read(client, "el").select_one(".snippet [role=note]") is not None


def test_nothing_stands_where_it_is_unknown_or_a_draft(client: Client) -> None:
    draft = make_snippet("Kladde.", "da", slug="kladde")
    draft.unpublish()
    article("da", "kladde", "findes-ikke")
    assert read(client, "da").select_one(".snippet") is None
    assert "Kladde" not in read(client, "da").text


def test_an_id_that_it_had_leads_to_it(client: Client) -> None:
    snippet = make_snippet("Ring til os.", "da", slug="ring")
    article("da", "ring")
    snippet.family.slug = "kontakt"
    snippet.family.save()
    assert "Ring til os." in read(client, "da").text


def test_nobody_reads_it_by_itself(client: Client) -> None:
    snippet = make_snippet("Ring til os.", "da", slug="ring")
    assert client.get("/da/help/ring/").status_code == 404
    assert "Ring til os." not in client.get("/da/help/").text
    assert snippet.url is None
    assert list(HelpSource().documents(["ring"])) == []
    assert list(HelpSource().keys()) == []


def test_who_may_not_see_its_language_does_not_see_it(client: Client) -> None:
    make_snippet("Ring til os.", "da", slug="ring")
    restrict(tree.container("da", "snippet"), kind="login")
    article("el", "ring")
    assert read(client, "el").select_one(".snippet") is None
    member = browser(accounts.member())
    assert "Ring til os." in read(member, "el").text
    (document,) = HelpSource().documents(["pumpe"])
    assert "Ring" not in document.body


def test_its_headings_links_and_markets_are_the_pages(client: Client) -> None:
    support.market("NO"), support.market("DK")
    family = make_family(slug="ring", kind="snippet", source="da")
    link = '<p><a linktype="article" family="anden">x</a></p>'
    body = [
        *[("text", f"<h2>Α</h2>{link}"), ("applies_to", {"market": "NO"})],
        ("text", "<p>Kun i Norge.</p>"),
    ]
    make_page(family, "da", title="x", body=body)
    article("da", "ring")
    choosing.choose(client, "DK")
    whole = read(client, "da")
    assert [heading["id"] for heading in whole.find_all("h2")] == ["α", "α-1"]
    assert whole.select_one(".snippet a[href='/da/help/anden/']")
    assert "Kun i Norge." in whole.select_one(".snippet details").text


def test_search_finds_a_text_by_its_words() -> None:
    snippet = make_snippet("Ring til os.", "da", slug="ring")
    make_page(snippet.family, "el", title="x", body=[("text", "<h2>Κλήση</h2><p>Καλέστε.</p>")])
    page = article("el", "ring")
    make_page(page.family, "da", title="Pumpe", body=[("snippet", "ring")])
    found = {one.locale: one for one in HelpSource().documents(["pumpe"])}
    assert found["el"].body == "Καλέστε."
    assert found["el"].headings == ("Α", "Κλήση")
    assert found["da"].body == "Ring til os."


def test_many_snippets_cost_one_query_more(
    client: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    slugs = [make_snippet(f"Ord {number}.", "da").slug for number in range(4)]
    article("da", slug="uden")
    article("da", *slugs, slug="med")
    for slug in ("uden", "med"):
        read(client, "da", slug)
    forget_pages()
    with django_assert_max_num_queries(100) as without:
        read(client, "da", "uden")
    forget_pages()
    with django_assert_num_queries(len(without) + 1):
        assert len(read(client, "da", "med").select(".snippet")) == 4


def test_a_preview_tells_what_readers_do_not_see() -> None:
    page = article("el", "ring")
    draft = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    html = browser(accounts.writer()).get(draft).text
    assert "snippet__note" in html


def test_a_snippet_is_no_page_to_choose_a_reader_for() -> None:
    snippet = make_snippet()
    rights = SnippetPage.objects.get(pk=snippet.pk).permissions_for_user(accounts.owner())
    assert not rights.can_set_view_restrictions()
    assert rights.can_unpublish()
