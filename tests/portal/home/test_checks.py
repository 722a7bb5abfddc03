"""A language goes only when nothing is in it."""

import pytest

from portal.home.checks import languages_left
from tests.factories.accounts import member
from tests.factories.community import thread
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    return [(str(one.id), one.msg) for one in languages_left(None)]


def test_a_site_whose_texts_are_all_in_its_languages_is_told_nothing() -> None:
    make_page(make_family(source="el"), "el")
    thread(locale="ar")
    assert told() == []


def test_a_language_with_texts_is_refused_and_what_there_is_is_said() -> None:
    make_page(make_family(source="fr"), "fr")
    thread(locale="de")
    member(locale="fr")

    (german, german_words), (french, french_words) = told()
    assert (german, french) == ("home.E002", "home.E002")
    assert (
        german_words
        == "LANGUAGES has no “de”, but the database has in it: threads (1), posts (1)."
    )
    assert "“fr”" in french_words
    for words in ("help pages (1)", "articles as their source language (1)", "accounts (1)"):
        assert words in french_words


def test_accounts_alone_are_told_of_and_spoken_to_in_the_first_language() -> None:
    member(locale="fi")
    ((kind, words),) = told()
    assert kind == "home.W001"
    assert "accounts (1)" in words
