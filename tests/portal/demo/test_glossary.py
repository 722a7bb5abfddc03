"""The sample's words fit the sample's texts."""

import re
from functools import lru_cache

import pytest

from kb.glossary.files import read_csv
from kb.glossary.finding import Finder, Wording
from kb.glossary.models import StyleSheet, Term, TermEntry, lines
from kb.glossary.writing import TermLine
from portal import locales
from portal.demo import glossary
from portal.demo.seeding import CONTENT
from tests.factories.kb import make_locale

CODES = locales.codes()


@lru_cache
def words() -> list[TermLine]:
    return read_csv(glossary.WORDS.read_bytes(), CODES)


def texts(code: str) -> list[str]:
    """The texts of a language, without codes and where links lead."""
    found = (path.read_text(encoding="utf-8") for path in (CONTENT / code).glob("*.md"))
    return [re.sub(r"\]\([^)]*\)|`[^`]*`", "", text.split("---", 2)[2]) for text in found]


def test_each_language_has_all_terms() -> None:
    terms = {line.term for line in words()}
    assert len(terms) == 12
    assert {(line.term, line.locale) for line in words()} == {
        (term, code) for term in terms for code in CODES
    }
    assert all(line.written.definition for line in words())


@pytest.mark.parametrize("code", CODES)
def test_the_texts_use_the_words_and_none_that_is_not_to_be_used(code: str) -> None:
    some = [line for line in words() if line.locale == code]
    used = [
        Wording(word, line.term)
        for line in some
        for word in (line.written.word, *lines(line.written.forms))
    ]
    wrong = [
        Wording(word, line.term, is_forbidden=True)
        for line in some
        for word in lines(line.written.forbidden)
    ]
    finder = Finder(code, [*used, *wrong])
    found = [(text, hit) for text in texts(code) for hit in finder.find(text)]
    misused = [text[hit.start : hit.end] for text, hit in found if hit.wordings[0].is_forbidden]
    assert misused == []
    assert len({one.term for _text, hit in found for one in hit.wordings}) >= len(some) - 1


@pytest.mark.django_db
def test_what_is_there_is_left_alone() -> None:
    for code in CODES:
        make_locale(code)
    glossary.seed()
    assert (Term.objects.count(), StyleSheet.objects.count()) == (12, len(CODES))
    TermEntry.objects.filter(term__slug="hub", locale__language_code="el").update(word="χαμπ")
    glossary.seed()
    assert TermEntry.objects.get(term__slug="hub", locale__language_code="el").word == "χαμπ"
