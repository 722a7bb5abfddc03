"""Queries typed on another keyboard than was meant, or in another language than the reader's."""

from collections.abc import Callable
from typing import Any

import pytest

from search import service
from search.analysis.keyboards import readings
from search.engines.base import Engine
from search.engines.elasticsearch.engine import Elasticsearch
from search.queries import parse
from search.queries.recognition import others
from tests.factories.search import make_document

type Index = Callable[..., None]


@pytest.mark.parametrize(
    ("locale", "typed", "meant"),
    [
        ("el", "kleid;i", "κλειδί"),
        ("el", "MPATAR;IEW", "μπαταρίες"),
        ("el", "βαττερυ", "battery"),
        ("ar", "hgf'hvdm", "البطارية"),
        ("ar", "بهقةصشقث", "firmware"),
        ("en", "رخمعةث", "volume"),
        ("ru", "ghbdtn", "привет"),
        ("en", "руддщ", "hello"),
        ("uk", "gfhjkm", "пароль"),
        ("uk", "rk.x", "ключ"),
        ("he", "xhxnv", "סיסמה"),
        ("sv", "l;senord", "lösenord"),
        ("sv", "n'tverk", "nätverk"),
        ("da", "tr'dl;s", "trødlæs"),
        ("nb", "bl[tann", "blåtann"),
        ("de", "sprache ;ndern", "sprache öndern"),
    ],
)
def test_keys_are_read_as_another_keyboard_writes_them(
    locale: str, typed: str, meant: str
) -> None:
    assert meant in readings(typed, locale)


@pytest.mark.parametrize(
    ("locale", "typed"), [("en", "battery"), ("sv", "nätverk"), ("id", "baterai"), ("el", "…")]
)
def test_what_says_the_same_on_every_keyboard_has_no_other_reading(
    locale: str, typed: str
) -> None:
    assert readings(typed, locale) == ()


@pytest.mark.parametrize(("locale", "typed"), [("ar", "باسورد"), ("ar", "مش قادر ادخل")])
def test_real_words_were_struck_on_the_keyboard_that_was_meant(locale: str, typed: str) -> None:
    assert readings(typed, locale)
    assert others(parse(typed, locale), (locale,)) == []


@pytest.fixture
def texts(engine: Engine, index: Index) -> None:
    """Some texts, in each engine in turn."""
    index(
        make_document("key", title="Το κλειδί της βαλβίδας", locale="el"),
        make_document("key", title="The key of the valve"),
        make_document("battery", title="Change the battery"),
        make_document("battery", title="Skift batteriet", locale="da"),
        make_document("cellar", title="Fyret i kælderen", locale="da"),
        make_document("lyd", title="Ρυθμίσεις ήχου", locale="el"),
        make_document("noise", title="Ο θόρυβος στο δωμάτιο", locale="el"),
        make_document("power", title="تغيير البطارية", locale="ar"),
        *(make_document(f"o{number}", title=f"Something {number}") for number in range(5)),
    )


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("locale", "typed", "key", "meant"),
    [
        ("el", "u;orybow", "noise", "θόρυβος"),
        # Part of it would be answered as it stands ("kleid" is a Greek word in Latin letters).
        ("el", "kleid;i", "key", "κλειδί"),
        ("ar", "hgf'hvdm", "power", "البطارية"),
        ("en", "βαττερυ", "battery", "battery"),
    ],
)
def test_a_query_on_the_wrong_keyboard_is_answered_and_says_so(
    locale: str, typed: str, key: str, meant: str
) -> None:
    results = service.search(query=typed, locale=locale)
    assert results.results[0].id == key
    assert (results.query, results.did_you_mean, results.weak) == (typed, meant, False)


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("locale", "typed", "found"),
    [
        ("en", "κλειδί βαλβίδας", [("key", "en")]),
        ("en", "ρυθμίσεις ήχου", [("lyd", "el")]),
        ("el", "skift batteri", [("battery", "en")]),
        ("en", "fyret kælderen", [("cellar", "da")]),
        # The same text is there in the reader's language.
        ("en", "skift batteriet", [("battery", "en")]),
    ],
)
def test_a_query_in_another_language_finds_the_readers_text_else_that_ones(
    locale: str, typed: str, found: list[tuple[str, str]]
) -> None:
    results = service.search(query=typed, locale=locale)
    assert [(hit.id, hit.locale) for hit in results.results] == found
    assert not results.weak


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("typed", ["battery", "change batery", '"kleid;i"', "ERR-1 kleid;i"])
def test_what_fits_or_is_exact_is_read_as_it_is(typed: str) -> None:
    locale = "en" if "bat" in typed else "el"
    results = service.search(query=typed, locale=locale)
    assert "κλειδί" not in results.did_you_mean
    # "kleid" is a Greek word in Latin letters, and some of what was asked.
    assert results.weak == (typed == '"kleid;i"')


@pytest.mark.usefixtures("texts")
def test_what_no_reading_answers_stays_what_it_was() -> None:
    results = service.search(query="xylophone", locale="el")
    assert results.weak
    assert not results.results


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("typed", ["fyret vaskemaskinen støjer", "saxophone kælderen trumpet"])
def test_a_guess_that_only_few_words_meet_does_not_count(typed: str) -> None:
    results = service.search(query=typed, locale="el")
    assert results.weak
    assert "cellar" not in {hit.id for hit in results.results}


@pytest.mark.elasticsearch
@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
@pytest.mark.parametrize("typed", ["κλειδί", "fyret kælderen", "u;orybow", "xylophone"])
@pytest.mark.usefixtures("texts")
def test_whatever_is_guessed_takes_two_round_trips(
    typed: str, new_elasticsearch: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport = new_elasticsearch._client.transport
    asked: list[str] = []

    def listen(method: str, target: str, **options: Any) -> Any:
        asked.append(target)
        return perform(method, target, **options)

    perform = transport.perform_request
    monkeypatch.setattr(transport, "perform_request", listen)
    service.search(query=typed, locale="el")
    assert len(asked) == 2
