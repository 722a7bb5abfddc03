"""Forms of words, parts of compounds and slips, as tables for each language and engine.

The tables are in tests/search/words: pairs of forms of one word, compounds with a part of theirs,
words that are easily confused, real words that a help centre may lack, and slips.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from portal import locales
from search.analysis.analyser import analyser
from tests.factories.search import make_document
from tests.search.contract.conftest import Ask, Fill, keys

TABLES = Path(__file__).parents[1] / "words"
EVERY = locales.codes()
WRITTEN_TOGETHER = ("nb", "da", "sv")
LEAST_FOUND = 0.95
# Of 40 such words; what their stems share was found before there were lemmas.
MOST_CONFUSED = {"el": 20, "ar": 6, "da": 6, "nb": 4, "sv": 10, "en": 2, "id": 2}
MOST_REAL_CORRECTED = 0.03
LEAST_SLIPS_CORRECTED = 0.8


def rows(name: str, locale: str) -> Iterator[list[str]]:
    """A language's rows of a table, without the language."""
    for line in (TABLES / f"{name}.tsv").read_text().splitlines():
        code, *cells = line.split("\t")
        if code == locale:
            yield cells


def put(fill: Fill, locale: str, words: Iterable[str]) -> None:
    """A text of each word alone, with the word as its key."""
    fill(*(make_document(word, title=word, locale=locale) for word in dict.fromkeys(words)))


def found(ask: Ask, typed: str, locale: str) -> list[str]:
    return keys(ask(typed, locale, limit=200))


@pytest.mark.parametrize("locale", EVERY)
def test_a_word_is_found_by_its_other_forms(locale: str, fill: Fill, ask: Ask) -> None:
    pairs = [tuple(row) for row in rows("pairs", locale)]
    both = [*pairs, *((other, one) for one, other in pairs)]
    put(fill, locale, (word for pair in pairs for word in pair))
    lost = [(typed, word) for typed, word in both if word not in found(ask, typed, locale)]
    assert len(pairs) >= 60
    assert len(lost) <= (1 - LEAST_FOUND) * len(both), lost


@pytest.mark.parametrize("locale", EVERY)
def test_what_is_typed_comes_before_its_other_forms(locale: str, fill: Fill, ask: Ask) -> None:
    words = list(dict.fromkeys(word for row in rows("pairs", locale) for word in row))
    put(fill, locale, words)
    folded = {word: analyser(locale).forms(word).word for word in words}
    firsts = {word: found(ask, word, locale)[0] for word in words}
    assert {word: first for word, first in firsts.items() if folded[first] != folded[word]} == {}


@pytest.mark.parametrize("locale", WRITTEN_TOGETHER)
def test_a_compound_is_found_by_each_of_its_parts(locale: str, fill: Fill, ask: Ask) -> None:
    compounds = list(rows("compounds", locale))
    put(fill, locale, (compound for compound, _part in compounds))
    lost = [
        (part, compound)
        for compound, part in compounds
        if compound not in found(ask, part, locale)
    ]
    assert len(compounds) >= 50
    assert len(lost) <= (1 - LEAST_FOUND) * len(compounds), lost


@pytest.mark.parametrize("locale", WRITTEN_TOGETHER)
def test_a_part_is_not_found_by_the_compound(locale: str, fill: Fill, ask: Ask) -> None:
    compounds = list(rows("compounds", locale))
    put(fill, locale, (part for _compound, part in compounds))
    # Two parts that are both there may be meant together.
    for compound, _part in compounds:
        assert ask(compound, locale).total <= 2, compound


@pytest.mark.parametrize("locale", EVERY)
def test_words_that_look_alike_are_not_confused(locale: str, fill: Fill, ask: Ask) -> None:
    pairs = [tuple(row) for row in rows("confusable", locale)]
    both = [*pairs, *((other, one) for one, other in pairs)]
    put(fill, locale, (word for pair in pairs for word in pair))
    confused = [(typed, word) for typed, word in both if word in found(ask, typed, locale)]
    assert len(confused) <= MOST_CONFUSED[locale], confused


@pytest.mark.parametrize("locale", EVERY)
def test_slips_are_corrected_and_real_words_never(locale: str, fill: Fill, ask: Ask) -> None:
    slips = list(rows("slips", locale))
    put(fill, locale, (meant for _typed, meant in slips))
    mended = [meant for typed, meant in slips if meant in found(ask, typed, locale)]
    assert len(mended) >= LEAST_SLIPS_CORRECTED * len(slips)
    real = [word for (word,) in rows("real", locale)]
    corrected = [(word, said) for word in real if (said := ask(word, locale).correction)]
    assert len(real) >= 40
    assert len(corrected) <= MOST_REAL_CORRECTED * len(real), corrected


@pytest.mark.parametrize("locale", EVERY)
def test_of_two_slips_at_once_both_are_forgiven(locale: str, fill: Fill, ask: Ask) -> None:
    slips = list(rows("slips", locale))
    put(fill, locale, (meant for _typed, meant in slips))
    pairs = list(zip(slips[::2], slips[1::2], strict=True))
    lost = [
        (one, other)
        for (one, first), (other, second) in pairs
        if not {first, second} <= set(found(ask, f"{one} {other}", locale))
    ]
    assert len(lost) <= (1 - LEAST_SLIPS_CORRECTED) * len(pairs), lost


# Two letters of each are wrong; the words are longer than what is left of them, or share by
# chance what is behind them with another word.
TWO_SLIPS = [
    ("en", "psword", "password"),
    ("nb", "psord", "passord"),
    ("da", "frobnd", "forbind"),
    ("sv", "avrrts", "avbryts"),
    ("el", "σμαατά", "σταματά"),
    ("id", "pmanms", "pemanas"),
    ("ar", "التفةئ", "التدفئة"),
]


@pytest.mark.parametrize(("locale", "typed", "meant"), TWO_SLIPS)
def test_two_slips_in_one_word_are_put_right(
    locale: str, typed: str, meant: str, fill: Fill, ask: Ask
) -> None:
    put(fill, locale, (meant,))
    answer = ask(typed, locale)
    assert (keys(answer), answer.correction) == ([meant], meant)


@pytest.mark.parametrize(
    ("typed", "correction"), [("vnp", "vpn"), ("vpm", ""), ("apn", ""), ("npv", "")]
)
def test_three_letters_in_another_order_are_put_right(
    typed: str, correction: str, fill: Fill, ask: Ask
) -> None:
    put(fill, "id", ("vpn", "pan"))
    assert ask(typed, "id").correction == correction


@pytest.mark.parametrize(
    ("locale", "typed", "meant", "chance"),
    [
        ("ar", "القإران", "الإقران", "قارن"),
        ("ar", "بشبةك", "بشبكة", "شبه"),
        ("da", "vinteen", "vinteren", "vintage"),
    ],
)
def test_a_slip_that_shares_its_stem_with_another_word_by_chance_is_put_right(
    locale: str, typed: str, meant: str, chance: str, fill: Fill, ask: Ask
) -> None:
    put(fill, locale, (meant, chance))
    assert ask(typed, locale).correction == meant
    assert ask(chance, locale).correction == ""


def test_a_frequent_slip_is_mended_only_where_it_is_one(fill: Fill, ask: Ask) -> None:
    put(fill, "en", ("receive codes", "wifi", "can log in"))
    assert ask("recieve codes").correction == "receive codes"
    assert ask("wife").correction == ""
    assert keys(ask("wife")) == []
    assert ask("cant log in").correction == ""


def test_where_a_text_fits_a_word_that_nobody_knows_is_no_slip_of_a_far_one(
    fill: Fill, ask: Ask
) -> None:
    put(fill, "el", ("ενεργοποίηση στο κινητό", "παραγωγή και παραγωγής"))
    assert ask("περιαγωγής", "el").correction == "παραγωγής"
    assert ask("ενεργοποίηση περιαγωγής κινητό", "el").correction == ""
    assert ask("ενεργοποίηση στο κιντό", "el").correction == "ενεργοποίηση στο κινητό"


@pytest.mark.parametrize("typed", ["thermostatt", "termostatt", "termosat"])
def test_a_slip_is_mended_to_the_readers_own_spelling_of_an_english_word(
    typed: str, fill: Fill, ask: Ask
) -> None:
    put(fill, "id", ("thermostat pintar", "pasang thermostat", "termostat tidak terhubung"))
    assert ask(typed, "id").correction == "termostat"
    assert ask(f"{typed} tidak terhubung", "id").correction == "termostat tidak terhubung"


def test_letters_that_are_wrong_at_both_ends_of_a_long_word_are_mended(
    fill: Fill, ask: Ask
) -> None:
    put(fill, "id", ("penghubung",))
    assert ask("pnghubunng", "id").correction == "penghubung"
