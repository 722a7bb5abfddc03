"""A snippet is translated once, by the same desk and words as an article."""

from typing import Any

import pytest
from django.urls import reverse

from kb.models import Currency, Family, TranslationState
from kb.translation.matrix import worklist
from kb.translation.segments import Origin, of, publish, submit, write
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page, make_snippet
from tests.factories.kb import publish as publish_body
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


def word(family: Family, code: str) -> str:
    row = TranslationState.objects.get(family=family, locale__language_code=code)
    return row.currency


def test_from_missing_to_current_to_outdated_and_the_article_is_none_the_less_current(
    django_capture_on_commit_callbacks: Any,
) -> None:
    greek, publisher = make_locale("el"), acting(accounts.publisher())
    snippet = make_snippet("Ring til os på 12 34.", "da", slug="ring")
    page = make_page(make_family(slug="pumpe", source="da"), "da", body=[("snippet", "ring")])
    make_page(page.family, "el", title="Αντλία", body=[("snippet", "ring")])
    before = word(page.family, "el")
    assert word(snippet.family, "el") == Currency.MISSING
    submit([snippet.family], [greek], by=publisher)
    assert word(snippet.family, "el") == Currency.IN_WORK
    texts = {one.key: "Καλέστε 12 34." for one in of(snippet.family, greek)}
    write(snippet.family, greek, texts, by=publisher, origin=Origin.TYPED)
    with django_capture_on_commit_callbacks(execute=True):
        publish(snippet.family, greek, by=publisher)
    assert word(snippet.family, "el") == Currency.CURRENT
    publish_body(snippet, ("text", "<p>Skriv til os.</p>"), change="major")
    assert word(snippet.family, "el") == Currency.OUTDATED
    assert word(page.family, "el") == before


def test_an_article_translates_nothing_of_it() -> None:
    greek = make_locale("el")
    make_snippet("Ring til os.", "da", slug="ring")
    body = [("text", "<p>Ord.</p>"), ("snippet", "ring")]
    page = make_page(make_family(slug="pumpe", source="da"), "da", title="Pumpe", body=body)
    submit([page.family], [greek], by=acting(accounts.publisher()))
    assert [one.source for one in of(page.family, greek)] == ["Pumpe", "Ord."]
    draft = page.family.pages.get(locale=greek)
    assert [row["type"] for row in draft.body.raw_data] == ["text", "snippet"]


def test_it_stands_in_the_matrix_and_in_the_worklist() -> None:
    make_locale("el")
    snippet = make_snippet("Ring til os.", "da", slug="ring")
    assert snippet.family_id in {one.family for one in worklist.of("el", {}).ranked}
    html = browser(accounts.publisher()).get(reverse("kb_matrix"), {"kind": "snippet"}).text
    assert "Ring til os." in html


def test_a_translator_works_at_it_at_the_desk_and_in_their_language_alone() -> None:
    greek = make_locale("el")
    snippet = make_snippet("Ring til os.", "da", slug="ring")
    submit([snippet.family], [greek], by=acting(accounts.publisher()))
    translator = browser(accounts.translator())
    assert translator.get("/cms/help/desk/ring/el/").status_code == 200
    edit = reverse("wagtailadmin_pages:edit", args=[snippet.pk])
    assert translator.get(edit).status_code in {302, 403}
