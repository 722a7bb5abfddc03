"""Who asks for a person and for nothing else finds only what is really near, on each engine."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.journal.models import Step
from search.service import search
from tests.factories import support
from tests.factories.search import make_document

type Index = Callable[..., None]

AGENT = {"HTTP_USER_AGENT": "Mozilla/5.0 Firefox/140.0"}

pytestmark = pytest.mark.usefixtures("engine")

# What is asked; a title that has it; a text that has the words only in passing, or few of them.
ASKED = [
    ("en", "talk to a person", "Talk to a person", "One person may talk to the hub at a time."),
    ("nb", "ringe dere", "Når kan jeg ringe dere?", "Ringer det i døren, lyser huben blått."),
    ("da", "telefonnummer", "Vores telefonnummer", "Huben ringer op til dit telefonnummer."),
    ("sv", "prata med en människa", "Prata med en människa", "En människa kan prata med hubben."),
    ("el", "τηλέφωνο επικοινωνίας", "Τηλέφωνο επικοινωνίας", "Το τηλέφωνο χάνει το σήμα."),
    ("id", "nomor telepon", "Nomor telepon kami", "Masukkan nomor telepon di aplikasi."),
    ("ar", "رقم الهاتف", "رقم الهاتف", "أدخل رقم الهاتف في التطبيق."),
]


@pytest.mark.parametrize(("locale", "asked", "title", "passing"), ASKED)
@pytest.mark.parametrize("is_typing", [False, True])
def test_only_what_stands_out_is_below_the_card(
    locale: str, asked: str, title: str, passing: str, *, is_typing: bool, index: Index
) -> None:
    index(make_document("far", title="Termostat", locale=locale, body=passing))
    assert search(query=asked, locale=locale, is_typing=is_typing).total == 0
    index(make_document("near", title=title, locale=locale))
    found = search(query=asked, locale=locale, is_typing=is_typing)
    assert [hit.id for hit in found.results] == ["near"]


@pytest.mark.parametrize(
    ("locale", "asked", "title"),
    [
        ("da", "min hub er død, jeg vil tale med et menneske", "Hub er død"),
        ("el", "ο διανομέας χάλασε, θέλω να μιλήσω με άνθρωπο", "Ο διανομέας χάλασε"),
        ("id", "telepon tidak bisa tersambung ke termostat", "Termostat tersambung"),
    ],
)
def test_what_is_said_besides_is_searched_for(
    locale: str, asked: str, title: str, index: Index
) -> None:
    index(make_document("about", title=title, locale=locale))
    assert [hit.id for hit in search(query=asked, locale=locale).results] == ["about"]


def test_the_card_stands_alone_and_counts_as_an_answer(client: Client, index: Index) -> None:
    index(make_document("far", title="Termostat", locale="el", body="Το τηλέφωνο χάνει το σήμα."))
    support.way("form")
    page = client.get("/el/search/", {"q": "τηλέφωνο επικοινωνίας"}, **AGENT).text.split(
        "</main>"
    )[0]
    assert "data-contact-card" in page
    assert ("Termostat" in page, "empty-state" in page) == (False, False)
    assert [step.weak for step in Step.objects.filter(kind="search")] == [False]
