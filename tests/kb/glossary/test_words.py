"""The words of a language as a page, and how soon a change of them is on every page."""

import random
from typing import Any

import pytest
from django.test import Client

from kb.glossary import kept, terms_in
from kb.glossary.forms import Written
from kb.glossary.models import Term
from kb.glossary.writing import TermLine, bring
from portal import rereading
from portal.actors import Actor
from portal.caching import generation
from portal.caching.generation import _unread
from tests.factories.glossary import make_term, say
from tests.factories.kb import make_locale, make_page

pytestmark = pytest.mark.django_db


def test_the_words_of_a_language_stand_on_a_page_with_what_they_mean(client: Client) -> None:
    term = make_term("hub", da="hub")
    say(term, "el", "κόμβος", definition="Συνδέει τις συσκευές.")
    say(make_term("mode"), "el", "απουσία")
    html = client.get("/el/words/").content.decode()
    assert '<div class="words__entry" id="word:hub">' in html
    assert "Συνδέει τις συσκευές." in html
    assert "απουσία" not in html
    assert client.get("/da/words/").status_code == 200
    assert client.get("/el/words/?page=2").status_code == 404


def test_the_page_is_kept_for_strangers(client: Client, django_assert_num_queries: Any) -> None:
    say(make_term("hub"), "el", "κόμβος", definition="Συνδέει.")
    response = client.get("/el/words/")
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    with django_assert_num_queries(0):
        client.get("/el/words/")


def test_words_cost_a_query_once(django_assert_num_queries: Any) -> None:
    say(make_term("hub"), "el", "κόμβος", definition="Συνδέει.")
    kept.words_of("el")
    with django_assert_num_queries(0):
        assert terms_in("Ο κόμβος", "el", "el")


def test_of_a_term_both_languages_are_told() -> None:
    term = make_term("hub", en="hub")
    say(term, "el", "κόμβος", forms=("διανομέας",), forbidden=("χαμπ",), note="Όχι «hub».")
    say(term, "en", "hub", definition="It connects devices.")
    (pair,) = terms_in("Move the hubs.", "en", "el")
    assert (pair.start, pair.end, pair.source, pair.target) == (9, 13, "hub", "κόμβος")
    assert (pair.forms, pair.forbidden) == (("διανομέας",), ("χαμπ",))
    assert (pair.definition, pair.definition_locale) == ("It connects devices.", "en")
    assert pair.note == "Όχι «hub»."
    (without,) = terms_in("Move the hub.", "en", "ar")
    assert without.target == ""


def test_no_page_of_any_process_is_older_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is done to terms, in one process, by hand or by file: the others' pages have it."""
    dice = random.Random(11)
    page = make_page(locale="el", body=[("text", "<p>κόμβος, βαλβίδα</p>")])
    address, now = f"/el/help/{page.family.slug}/", 0.0
    monkeypatch.setattr(rereading, "clock", lambda: now)
    processes = [(_unread(), dict[str, Any]()) for _ in range(3)]
    changed_at, says = -10.0, dict[str, str]()

    def become_one() -> None:
        known, words = dice.choice(processes)
        monkeypatch.setattr(generation, "_known", known)
        monkeypatch.setattr(kept, "_kept", words)

    for _step in range(60):
        now += dice.choice([0.01, 0.3, 0.7, 1.0])
        become_one()
        if dice.random() < 0.4:
            slug, word = dice.choice([("hub", "κόμβος"), ("valve", "βαλβίδα")])
            says[word] = _change(dice, slug, word)
            changed_at = now
        become_one()
        html = Client().get(address).content.decode()
        if now - changed_at < generation.REREAD_AFTER:
            continue
        for word, meaning in says.items():
            assert (f">{word}</a>" in html) == bool(meaning)
            assert not meaning or f"{meaning}</span>" in html


def _change(dice: random.Random, slug: str, word: str) -> str:
    """Does something to a term; gives what it means afterwards, "" for nothing."""
    meaning = dice.choice(["", "Πρώτο", "Δεύτερο", "Τρίτο"])
    match dice.choice(["write", "upload", "delete"]):
        case "write":
            say(make_term(slug), "el", word, definition=meaning)
        case "upload":
            make_locale("el")
            written = Written(word=word, definition=meaning)
            bring([TermLine(term=slug, locale="el", written=written)], by=Actor())
        case "delete":
            meaning = ""
            for term in Term.objects.filter(slug=slug):
                term.delete()
    return meaning
