"""Queries as rules change them: what holds whatever is typed and whatever the rules are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.queries import normal_form, parse
from search.tuning.rules import MOST_WAYS, MOST_WORDS, Pin, Rules, Synonyms

WORDS = st.sampled_from(
    ["wifi", "trådløst", "netværk", "batteri", "E-1042", "og", "ηχος", "شبكة", "再設定", "!", ""]
)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
GROUPS = st.lists(
    st.builds(Synonyms, st.lists(TEXTS, max_size=10).map(tuple), st.booleans()), max_size=12
)


@given(TEXTS, GROUPS, st.lists(WORDS, max_size=3))
def test_rules_add_to_terms_and_change_nothing_else(
    text: str, groups: list[Synonyms], protected: list[str]
) -> None:
    plain = parse(text, "da")
    tuned = Rules("da", tuple(groups), (), tuple(protected)).parse(text)
    assert [term.stem for term in tuned.terms] == [term.stem for term in plain.terms]
    assert (tuned.text, tuned.phrases) == (plain.text, plain.phrases)
    assert all(len(term.synonyms) <= MOST_WAYS for term in tuned.terms)
    ways = [way for term in tuned.terms for way in term.synonyms]
    assert sum(map(len, ways)) <= MOST_WORDS
    assert all(ways)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_can_be_written_is_too_strange(text: str, one: str, other: str) -> None:
    rules = Rules("el", (Synonyms((one, other)),), (Pin(one, ("article:a",)),), (other,))
    rules.pinned(rules.parse(text))


def test_without_rules_a_query_is_as_parsed() -> None:
    assert Rules("en").parse("reset password", others=("da",)) == parse(
        "reset password", "en", others=("da",)
    )


@pytest.mark.parametrize(
    ("one", "other", "locale"),
    [
        ("reset password", "Resetting the passwords", "en"),
        ("password reset", "reset password", "en"),
        ("ρύθμιση ήχου", "ΡΥΘΜΙΣΗ ΗΧΟΥ", "el"),
        ("trådløst netværk", "det trådløse netværk", "da"),
    ],
)
def test_queries_that_ask_the_same_share_their_normal_form(
    one: str, other: str, locale: str
) -> None:
    assert normal_form(parse(one, locale)) == normal_form(parse(other, locale))
    assert normal_form(parse(one, locale)) != normal_form(parse(f"{one} E-1042", locale))


def test_a_pin_is_found_by_the_normal_form() -> None:
    rules = Rules("en", pins=(Pin("reset password", ("article:a",)),))
    assert rules.pinned(rules.parse("the passwords, resetting")) == ("article:a",)
    assert rules.pinned(rules.parse("password")) == ()


def test_wordings_that_overlap_are_all_found() -> None:
    rules = Rules("en", (Synonyms(("hub", "base")), Synonyms(("hub offline", "E-1042"))))
    hub, offline = rules.parse("hub offline").terms
    assert [[term.word for term in way] for way in hub.synonyms] == [["base"], ["e-1042"]]
    assert [[term.word for term in way] for way in offline.synonyms] == [["e-1042"]]
