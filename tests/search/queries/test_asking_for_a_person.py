"""Who wants a person is told from who wants a text, in each language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from search.queries.asking_for_a_person import asks_for_a_person, asks_for_nothing_else

WRITTEN: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "asking.yaml").read_text(encoding="utf-8")
)
DEMO = Path(__file__).parents[3] / "portal" / "demo" / "content" / "community.yaml"


@pytest.mark.parametrize("locale", WRITTEN["asks"])
def test_who_asks_for_a_person_is_understood(locale: str) -> None:
    asked = WRITTEN["asks"][locale]
    assert len(asked) >= 20
    assert [one for one in asked if not asks_for_a_person(one, locale)] == []


@pytest.mark.parametrize("locale", WRITTEN["asks"])
def test_most_who_ask_for_a_person_ask_for_nothing_else(locale: str) -> None:
    asked = WRITTEN["asks"][locale]
    alone = [one for one in asked if asks_for_nothing_else(one, locale)]
    assert len(alone) >= 0.95 * len(asked), set(asked) - set(alone)


@pytest.mark.parametrize("locale", WRITTEN["does_not"])
def test_a_telephone_that_is_broken_is_no_wish_to_call(locale: str) -> None:
    ordinary = WRITTEN["does_not"][locale]
    assert [one for one in ordinary if asks_for_a_person(one, locale)] == []
    assert [one for one in ordinary if asks_for_nothing_else(one, locale)] == []


@pytest.mark.parametrize("locale", WRITTEN["begun"])
def test_while_it_is_typed_the_beginning_of_the_last_word_is_enough(locale: str) -> None:
    begun = WRITTEN["begun"][locale]
    assert all(asks_for_a_person(one, locale, is_unfinished=True) for one in begun)
    assert not any(asks_for_a_person(one, locale) for one in begun)


@pytest.mark.parametrize("locale", WRITTEN["asks"])
def test_english_is_understood_in_each_language(locale: str) -> None:
    assert asks_for_a_person("Talk to a PERSON", locale)
    assert not asks_for_a_person("phone", locale)


def test_what_the_demos_customers_search_for_asks_for_nobody() -> None:
    queries = yaml.safe_load(DEMO.read_text(encoding="utf-8"))["traffic_queries"]
    typed = [(locale, query) for locale, some in queries.items() for query in some]
    assert len(typed) > 50
    asked = [one for one in typed if asks_for_a_person(one[1], one[0])]
    assert len(asked) <= 0.02 * len(typed), asked


@pytest.mark.parametrize("text", ["", " ", "?!", "a" * 5_000, "x " * 500])
def test_what_says_nothing_asks_for_nobody(text: str) -> None:
    assert not asks_for_a_person(text, "el")
