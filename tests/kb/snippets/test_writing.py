"""An editor writes a snippet, and chooses one for an article by its title."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from kb import tree
from kb.blocks.snippet import SnippetBlock
from kb.models import HelpPage, SnippetPage
from kb.snippets.choosing import SiteSnippets
from portal.accounts.models import User
from tests.factories import accounts
from tests.factories.kb import make_family, make_page, make_snippet
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


def test_one_is_chosen_by_its_title_in_the_editors_language_or_the_nearest() -> None:
    ring = make_snippet("Ring til os.", "da", slug="ring")
    make_page(ring.family, "el", title="Κλήση", live=False)
    make_snippet("اتصل", "ar", slug="ittasil")
    make_page(make_family(slug="pumpe"), body=[("snippet", "findes-ikke")])
    with translation.override("el"):
        assert SiteSnippets().choices() == [
            ("findes-ikke", "findes-ikke"),
            ("ring", "Κλήση"),
            ("ittasil", "اتصل"),
        ]
    with translation.override("da"):
        assert ("ring", "Ring til os.") in SiteSnippets().choices()


def test_a_text_that_names_a_former_id_shows_the_present_one_in_its_form() -> None:
    ring = make_snippet(slug="ring")
    ring.family.slug = "kontakt"
    ring.family.save()
    block = SnippetBlock()
    assert block.get_form_state("ring") == ["kontakt"]
    assert block.clean("kontakt") == "kontakt"
    assert block.get_form_state("findes-ikke") == ["findes-ikke"]


def form(title: str, *blocks: tuple[str, Any], **more: str) -> dict[str, Any]:
    care = {"article_owner": "", "review_every": ""}
    body = streamfield(list(blocks))
    fields = {"title": title, "body": body, "family_slug": "", **care, **more}
    data: dict[str, Any] = nested_form_data(fields)
    return data


def add(account: User, **more: str) -> Any:
    parent = tree.container("el", "snippet")
    where = reverse("wagtailadmin_pages:add", args=["kb", "snippetpage", parent.pk])
    client = browser(account)
    assert client.get(where).status_code == 200
    data = form("Κλήση", ("text", rich_text("<p>Καλέστε μας.</p>")), **more)
    return client.post(where, data)


@pytest.mark.parametrize("who", ["writer", "publisher"])
def test_authors_write_one_and_publishers_publish_it_without_a_topic(who: str) -> None:
    makes = {"writer": accounts.writer, "publisher": accounts.publisher}
    tree.ensure("el")
    answer = add(makes[who](), **({"action-publish": "1"} if who == "publisher" else {}))
    assert answer.status_code == 302
    made = SnippetPage.objects.get()
    assert (made.family.kind, made.family.slug) == ("snippet", "klisi")
    assert made.live == (who == "publisher")


def test_a_snippet_in_a_snippet_is_not_offered_and_is_refused() -> None:
    ring = make_snippet("Ring til os.", "da", slug="ring")
    client = browser(accounts.publisher())
    where = reverse("wagtailadmin_pages:edit", args=[ring.pk])
    assert "Choose a snippet" not in client.get(where).text
    answer = client.post(where, form("Ring", ("snippet", "ring")))
    assert answer.status_code in {200, 302}
    ring.refresh_from_db()
    draft = ring.specific.get_latest_revision_as_object()
    assert [one.block_type for one in draft.body] != ["snippet"]


def test_an_article_with_one_is_saved_by_its_form() -> None:
    make_snippet("Ring til os.", "da", slug="ring")
    page = make_page(make_family(slug="pumpe", source="el"), "el", title="Αντλία")
    where = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client = browser(accounts.publisher())
    html = client.get(where).text
    assert "Choose a snippet" in html
    assert "Ring til os." in html
    more = {"summary": "", "keywords": "", "markets": "", "kind": "howto"}
    answer = client.post(where, form("Αντλία", ("snippet", "ring"), **more))
    assert answer.status_code == 302
    draft = HelpPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [(one["type"], one["value"]) for one in draft.body.raw_data] == [("snippet", "ring")]


def test_the_list_of_articles_holds_it_and_leads_to_a_new_one() -> None:
    make_snippet("Ring til os.", "da", slug="ring")
    where = reverse("wagtailsnippets_kb_family:list")
    html = browser(accounts.publisher()).get(where, {"kind": "snippet"}).text
    assert "Ring til os." in html
    assert "/kb/snippetpage/" in html
    html = browser(accounts.publisher()).get(where, {"topic": "none"}).text
    assert "Ring til os." not in html
