"""The sets that the bench judges with: complete, without doubles, and about texts that exist."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

BENCH = Path(__file__).parents[2] / "bench"
CONTENT = BENCH.parent / "portal" / "demo" / "content"
ALL = ("en", "nb", "da", "sv", "el", "id", "ar")
WITH_CUSTOMERS = ("en", "nb", "el", "id", "ar")
WITH_COMPOUNDS = ("nb", "da", "sv")


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (BENCH / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _counted(name: str, *keys: str) -> Counter[Any]:
    rows = _rows(name)
    return Counter(tuple(row.get(key) for key in keys) for row in rows)


def _articles(locale: str) -> set[str]:
    texts = {path.stem: path.read_text("utf-8") for path in (CONTENT / locale).glob("*.md")}
    return {slug for slug, text in texts.items() if "\ntype: topic\n" not in text}


def _threads() -> dict[str, str]:
    """The solved questions of the demo, and the language of each."""
    content = yaml.safe_load((CONTENT / "community.yaml").read_text("utf-8"))
    return {one["id"]: one["locale"] for one in content["threads"] if one["state"] == "solved"}


def _words(locale: str) -> set[str]:
    """Every word of the demo's articles in a language, without the marks that nobody types."""
    texts = " ".join(path.read_text("utf-8") for path in (CONTENT / locale).glob("*.md"))
    bare = "".join(one for one in texts if unicodedata.category(one) != "Mn")
    return set(re.findall(r"[^\W\d_]+", bare.lower()))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("customers", ("locale", "text")),
        ("contact_phrasings", ("locale", "text")),
        ("gibberish", ("text",)),
        ("slips", ("locale", "typed")),
        ("word_forms", ("locale", "kind", "query", "text")),
        ("gaps", ("locale", "query")),
        ("tickets", ("language", "subject")),
    ],
)
def test_nothing_is_asked_twice(name: str, keys: tuple[str, ...]) -> None:
    assert [row for row, times in _counted(name, *keys).items() if times > 1] == []


def test_a_hundred_customers_ask_in_each_of_five_languages() -> None:
    counts = _counted("customers", "locale")

    assert counts == {(locale,): 100 for locale in WITH_CUSTOMERS}


@pytest.mark.parametrize("locale", WITH_CUSTOMERS)
def test_customers_ask_for_every_article_of_their_language(locale: str) -> None:
    needs = {row["need"] for row in _rows("customers") if row["locale"] == locale}

    assert needs == _articles(locale)


def test_what_answers_a_customer_exists_in_the_customers_language() -> None:
    threads = _threads()
    nowhere = [
        (row["text"], one)
        for row in _rows("customers")
        for one in {row["need"], *row["right"]}
        if one not in _articles(row["locale"]) and threads.get(one) != row["locale"]
    ]

    assert nowhere == []
    assert all(row["need"] in row["right"] for row in _rows("customers"))


def test_twenty_and_more_ask_for_a_person_and_as_many_do_not_in_every_language() -> None:
    counts = _counted("contact_phrasings", "locale", "contact")

    assert set(counts) == {(locale, asks) for locale in ALL for asks in (True, False)}
    assert min(counts.values()) >= 20


def test_there_is_gibberish_in_each_script() -> None:
    assert _counted("gibberish", "script") == {("latin",): 10, ("greek",): 10, ("arabic",): 10}


def test_there_are_forty_slips_and_forty_real_words_in_every_language() -> None:
    counts = Counter((row["locale"], row["right"] is None) for row in _rows("slips"))

    assert counts == {(locale, real): 40 for locale in ALL for real in (True, False)}


@pytest.mark.parametrize("locale", ALL)
def test_a_slip_is_no_word_of_the_demo_and_its_right_word_is(locale: str) -> None:
    words = _words(locale)
    slips = [row for row in _rows("slips") if row["locale"] == locale and row["right"]]

    assert [row for row in slips if row["right"] not in words or row["typed"] in words] == []


@pytest.mark.parametrize("locale", ALL)
def test_there_are_sixty_pairs_of_forms_in_every_language(locale: str) -> None:
    assert _counted("word_forms", "locale", "kind")[locale, "form"] >= 60


@pytest.mark.parametrize("locale", WITH_COMPOUNDS)
def test_compounds_are_asked_for_by_each_part(locale: str) -> None:
    parts = _counted("word_forms", "locale", "part")

    assert all(parts[locale, part] >= 4 for part in ("first", "middle", "last"))


def test_there_are_forty_pairs_that_must_not_match_from_all_languages() -> None:
    counts = Counter(row["locale"] for row in _rows("word_forms") if row["kind"] == "confusable")

    assert sum(counts.values()) == 40
    assert set(counts) == set(ALL)


def test_forty_needs_are_typed_in_three_ways_each_and_in_every_language() -> None:
    assert set(_counted("gaps", "need").values()) == {3}
    assert len(_counted("gaps", "need")) == 40
    assert {locale for (locale,) in _counted("gaps", "locale")} == set(ALL)
