"""What an audience may not see changes nothing that it finds: hidden words are unknown."""

from typing import Any

import pytest

from search.documents import Document
from tests.factories.search import make_document
from tests.search.contract.conftest import Ask, Fill, keys

HIDDEN = {"audience": ("group:1",)}


def five(title: str, locale: str) -> list[Document]:
    """Texts that everybody may see."""
    return [make_document(f"p{n}", title=f"{title} {n}", locale=locale) for n in range(5)]


# Language, what is seen, what a stranger types, what a hidden text says.
CASES = [
    # The slip itself; in another field; another form of it.
    ("en", "Thermostat", "thermstat", {"title": "Thermstat"}),
    ("el", "Θερμοστάτης", "θερμοστάης", {"title": "Άλλο", "body": "ένας θερμοστάης εδώ"}),
    ("ar", "إعدادات الترموستات", "الترموستت", {"title": "الترموستت"}),
    ("id", "Termostat tidak terhubung", "termosat", {"title": "Termosat baru"}),
    # What is nearer to the slip than the word that is meant.
    ("en", "Installation", "instllatin", {"title": "Installatin"}),
    # A longer word with the slip in it; the same while it is being typed.
    ("da", "Radiator", "raditor", {"title": "Raditorventil"}),
    ("sv", "Radiator", "raditor", {"title": "Köksraditor"}),
    # The two words that it may consist of.
    ("da", "Lysstyrken", "lysstyke", {"title": "Lys styke"}),
    # The word that it makes with its neighbour.
    ("en", "Smart phone holder", "smartt phone", {"title": "Smarttphone"}),
    # A real word, as a stranger types it.
    ("en", "Wifi", "wife", {"title": "Wife"}),
]


@pytest.mark.parametrize(("locale", "seen", "typed", "hidden"), CASES)
def test_a_hidden_text_neither_blocks_nor_betrays_what_a_stranger_finds(
    locale: str,
    seen: str,
    typed: str,
    hidden: dict[str, Any],
    fill: Fill,
    ask: Ask,
) -> None:
    def found() -> list[Any]:
        answers = [ask(typed, locale, is_unfinished=is_typing) for is_typing in (False, True)]
        return [
            ({one.document.key: one.coverage for one in each.matches}, each.total, each.correction)
            for each in answers
        ]

    fill(*five(seen, locale))
    before = found()
    fill(*(make_document(f"h{n}", locale=locale, **HIDDEN, **hidden) for n in range(3)))
    assert found() == before


def test_a_slip_is_put_right_though_a_hidden_text_has_it(fill: Fill, ask: Ask) -> None:
    fill(*five("Calendar", "en"), make_document("h", title="Calndar", **HIDDEN))
    answer = ask("calndar")
    assert (len(keys(answer)), answer.correction) == (5, "calendar")
    member = ask("calndar", audience=("public", "group:1"))
    assert (keys(member), member.correction) == (["h"], "")


def test_a_hidden_word_that_is_nearer_does_not_stand_before_the_one_that_is_meant(
    fill: Fill, ask: Ask
) -> None:
    fill(*five("Opvarmning", "da"), make_document("h", title="Opvrmnin", locale="da", **HIDDEN))
    answer = ask("opvrmnig", "da")
    assert (len(keys(answer)), answer.correction) == (5, "opvarmning")
