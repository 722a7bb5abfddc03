"""Texts against the glossary: a translation, and a text in the language that it is written in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kb.glossary import terms_in
from kb.glossary.models import StyleSheet
from kb.glossary.source import misused_in
from kb.translation.checks.checking import Finding, findings
from kb.translation.checks.pairs import Pair
from portal.home import site
from tests.factories import accounts
from tests.factories.glossary import make_term, say
from tests.factories.kb import make_locale, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terms(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    hub = make_term("hub", en="hub", ar="موزّع")
    say(hub, "el", "κόμβος", forms=("διανομέας",), forbidden=("χαμπ", "διακομιστής"))
    say(hub, "da", "hub", forbidden=("router",), definition="Forbinder enhederne.")
    say(make_term("mail"), "nb", "e-post", forbidden=("epost", "mail"))


def found(source: str, translation: str, locale: str) -> list[Finding]:
    terms = terms_in(source, "en", locale)
    texts = {"source": source, "translation": translation}
    said = findings(Pair(**texts, source_locale="en", locale=locale, terms=terms))
    return [one for one in said if one.check == "glossary"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("el", "Μεταφέρετε τους κόμβους."),
        ("el", "Μεταφέρετε τον διανομέα."),
        ("da", "Flyt hubben."),
        ("ar", "انقل الموزّع."),
        # There is no word for it yet.
        ("sv", "Flytta boxen."),
    ],
)
def test_the_approved_word_is_right_in_any_form(locale: str, text: str) -> None:
    assert found("Move the hub.", text, locale) == []


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("el", "Μεταφέρετε τη συσκευή.", "“hub” is “κόμβος” in this language: it is missing."),
        ("el", "Μεταφέρετε τον διακομιστή.", "Write “κόμβος” instead of “διακομιστή”."),
        ("da", "Flyt routeren.", "Write “hub” instead of “routeren”."),
        ("ar", "انقل الجهاز.", "“hub” is “موزّع” in this language: it is missing."),
    ],
)
def test_another_word_is_found(locale: str, text: str, words: str) -> None:
    assert [one.words for one in found("Move the hub.", text, locale)] == [words]


def test_a_text_without_the_term_is_not_asked_for_it() -> None:
    assert found("Move the router.", "Flyt routeren.", "da") == []


def test_in_the_source_words_are_found_that_are_not_to_be_used() -> None:
    misused = misused_in("Skriv epost. Eposten er ikke e-post. Mailen.", "nb")
    assert [(one.found, one.word) for one in misused] == [
        ("epost", "e-post"),
        ("Eposten", "e-post"),
        ("Mailen", "e-post"),
    ]


def editor_of(locale: str, text: str) -> str:
    site.set_up()
    page = make_page(locale=locale, body=[("text", f"<p>{text}</p>")])
    client = Client()
    client.force_login(accounts.writer())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.get(address, {"whole": ""}).content.decode()


def test_the_editor_says_so_beside_the_text_with_how_the_language_is_written() -> None:
    StyleSheet.objects.create(locale=make_locale("nb"), address="Vi skriver du.")
    html = editor_of("nb", "Send oss en mail.")
    assert "Write “e-post” instead of “mail”." in html
    assert "Vi skriver du." in html


def test_the_desk_shows_the_terms_of_each_text_and_what_is_wrong() -> None:
    site.set_up()
    page = make_page(title="Move the hub", body=[("text", "<p>The hubs and the hub.</p>")])
    StyleSheet.objects.create(locale=make_locale("da"), address="Vi skriver du.")
    client = Client()
    client.force_login(accounts.publisher())
    address = reverse("kb_desk", args=[page.family.slug, "da"])
    client.post(address)
    desk = client.get(address)
    rows = {row.source: row for row in desk.context["rows"]}
    assert [term.target for term in rows["The hubs and the hub."].terms] == ["hub"]
    html = desk.content.decode()
    assert "Forbinder enhederne." in html
    assert "<del" in html
    assert "Vi skriver du." in html
    row = rows["Move the hub"]
    save = reverse("kb_desk_segment", args=[page.family.slug, "da", row.name])
    said = client.post(save, {"text": "Flyt routeren", "version": row.version}).json()
    assert "Write “hub” instead of “routeren”." in said["findings"]
