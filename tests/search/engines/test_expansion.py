"""The ways in which a word of a query is taken, over the smallest lexicon there is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.analyser import Forms, analyser
from search.analysis.vocabulary import Similar, Vocabulary
from search.engines.expansion import Way, exact_first, expand, joined
from search.queries import Term, parse
from search.tuning.rules import Rules, Synonyms


@dataclass
class Titles:
    """The lexicon of some titles; remembers what it was asked for."""

    locale: str
    titles: Sequence[str]
    asked: list[Term] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)

    @property
    def texts(self) -> int:
        return len(self.titles)

    def frequency(self, term: Term) -> int:
        self.asked.append(term)
        wanted = {term.stem, *term.spellings}
        return sum(any(wanted & set(one.all) for one in some) for some in self._forms())

    def is_written(self, word: str) -> bool:
        return word in self._words()

    def is_joined(self, word: str) -> bool:
        self.joined.append(word)
        return word in self._words()

    def has_longer(self, term: Term) -> bool:
        ends = ((one.startswith(term.stem), one.endswith(term.stem)) for one in self._words())
        return any(any(one) for one in ends)

    def has_begun(self, term: Term) -> bool:
        return any(one.startswith(term.word) for one in self._words())

    def similar(self, word: str) -> Sequence[Similar]:
        known = Vocabulary(lambda letter: ((o, 1) for o in self._words() if o[0] == letter))
        return known.near(word)

    def _forms(self) -> list[list[Forms]]:
        return [analyser(self.locale).all_forms(title) for title in self.titles]

    def _words(self) -> set[str]:
        return {one.word for some in self._forms() for one in some}


def ways(typed: str, locale: str, *titles: str, is_unfinished: bool = False) -> list[set[str]]:
    """For each term, the names of the ways it is taken in; those that are only tried left out."""
    query = parse(typed, locale, is_unfinished=is_unfinished)
    return [
        {variant.way.name for variant in one.variants} - {"APART"}
        for one in expand(query, Titles(locale, titles))
    ]


@pytest.mark.parametrize(
    ("locale", "typed", "title", "expected"),
    [
        ("el", "θερμοστάτης", "Θερμοστάτης", [{"TYPED"}]),
        ("el", "θερμοστάης", "Θερμοστάτης", [{"TYPED", "SLIP"}]),
        ("id", "pmanms", "Pemanas", [{"TYPED", "FAR_SLIP"}]),
        ("da", "netværk", "Netværkskort", [{"TYPED", "LONGER"}]),
        (
            "sv",
            "rum kontroll",
            "Rumskontroll",
            [{"TYPED", "JOINED"}, {"TYPED", "JOINED", "LONGER"}],
        ),
        ("ar", "E-1042", "E-1043", [{"TYPED"}]),
        # Real words are never taken for others.
        ("da", "kone", "Konto", [{"TYPED"}]),
    ],
)
def test_a_word_is_taken_in_the_ways_that_texts_know(
    locale: str, typed: str, title: str, expected: list[set[str]]
) -> None:
    assert ways(typed, locale, title) == expected


def test_only_the_word_being_typed_may_go_on() -> None:
    known = "Radiator", "Termostat"
    assert ways("radi termo", "sv", *known, is_unfinished=True)[1] == {"TYPED", "BEGUN", "LONGER"}
    assert "BEGUN" not in ways("radi termo", "sv", *known)[1]


def test_an_unknown_compound_may_be_two_words() -> None:
    (one,) = expand(parse("varmestyring", "da"), Titles("da", ["Styring af varme"]))
    assert ("varme", "styring") in {
        tuple(term.word for term in variant.terms)
        for variant in one.variants
        if variant.way is Way.APART
    }


def test_what_is_typed_counts_most_and_is_the_first() -> None:
    for one in expand(parse("trådløs netvaerk", "da"), Titles("da", ["Trådløst netværk"])):
        assert one.variants[0].way is Way.TYPED
        assert all(variant.factor <= 1.0 == one.variants[0].factor for variant in one.variants)


def test_texts_with_the_words_themselves_come_first_where_there_are_other_wordings() -> None:
    rules = Rules("da", (Synonyms(("wifi", "trådløst netværk")),))
    lexicon = Titles("da", ["Wifi", "Trådløst netværk"])
    exact, score = exact_first(expand(rules.parse("wifi"), lexicon))
    assert [one.term.word for one in exact] == ["wifi"]
    assert score > 0
    assert exact_first(expand(parse("wifi", "da"), lexicon)) == ([], 0.0)


WORDS = st.sampled_from(
    ["netværk", "netvark", "lysstyke", "rum", "E-1042", "15 mm", "og", "ηχος", "شبكة", "再設定"]
)


@given(
    st.lists(WORDS, max_size=8).map(" ".join),
    st.sampled_from(["da", "el", "ar", "ja"]),
    st.booleans(),
)
def test_a_lexicon_is_asked_for_nothing_that_it_cannot_know_before(
    text: str, locale: str, is_unfinished: bool
) -> None:
    query = parse(text, locale, is_unfinished=is_unfinished)
    lexicon = Titles(locale, ["Netværk i rummet"])
    expand(query, lexicon)
    assert set(lexicon.asked) <= set(query.terms)
    assert set(lexicon.joined) <= set(joined(query))
