"""Synonyms: found both ways, after exact hits, in every analysed form, on both engines."""

import pytest

from search.service import search
from tests.factories.search import make_document
from tests.factories.tuning import synonyms
from tests.search.contract.test_finding import others
from tests.search.tuning.conftest import Fill

pytestmark = pytest.mark.django_db


def found(query: str, locale: str = "en", **values: object) -> list[str]:
    return [hit.id for hit in search(query=query, locale=locale, **values).results]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Trådløst netværk", "wifi"),
        ("Opsæt det trådløse netværk", "wlan"),
        ("Wifi i stuen", "trådløst netværk"),
        ("Wifi i stuen", "det traadloese netvaerk"),
        ("Wifi i stuen", "WLAN"),
    ],
)
def test_each_wording_finds_the_others_in_any_form(title: str, query: str, fill: Fill) -> None:
    fill(make_document(title=title, locale="da"), *others("da"))
    assert found(query, "da") == []
    synonyms("wifi", "trådløst netværk", "WLAN", locale="da")
    results = search(query=query, locale="da")
    assert [hit.id for hit in results.results] == ["one"]
    assert not results.weak
    assert "<mark>" in results.results[0].title_html


@pytest.mark.parametrize(
    ("locale", "title", "query", "wordings"),
    [
        ("el", "Το ασύρματο δίκτυο", "γουαιφαι", ("ασύρματο δίκτυο", "γουάιφάι")),
        ("el", "Ρύθμιση ήχου", "volume", ("ένταση", "volume", "ήχος")),
        ("ar", "إعدادات الشبكة", "بالواي فاي", ("واي فاي", "شبكة")),
        ("en", "Hub is offline", "E-1042", ("E-1042", "hub offline")),
        ("ja", "パスワードの再設定", "暗証番号", ("暗証番号", "パスワード")),
    ],
)
def test_they_go_through_the_language_s_analysis(
    locale: str, title: str, query: str, wordings: tuple[str, ...], fill: Fill
) -> None:
    fill(make_document(title=title, locale=locale), *others(locale))
    synonyms(*wordings, locale=locale)
    assert found(query, locale)[:1] == ["one"]


def test_an_exact_hit_is_never_beaten(fill: Fill) -> None:
    fill(
        make_document("synonym", title="Wireless network", keywords=("wireless network",)),
        make_document("exact", title="Something", body="About wifi, in a long text. " * 3),
        *others(),
    )
    synonyms("wifi", "wireless network")
    assert found("wifi") == ["exact", "synonym"]
    assert found("the wireless networks") == ["synonym", "exact"]


def test_all_words_by_synonyms_come_before_some_of_them(fill: Fill) -> None:
    fill(
        make_document("some", title="Password", body="password password"),
        make_document("all", title="Password of the wireless network"),
        *others(),
    )
    synonyms("wifi", "wireless network")
    assert found("wifi password")[0] == "all"


def test_both_words_of_a_wording_must_occur(fill: Fill) -> None:
    fill(make_document("half", title="Wireless headset"), *others())
    synonyms("wifi", "wireless network")
    assert found("wifi") == []


def test_one_way_is_one_way(fill: Fill) -> None:
    fill(make_document("boiler", title="Boiler"), make_document("burner", title="Burner"))
    synonyms("boiler", "burner", one_way=True)
    assert found("boiler") == ["boiler", "burner"]
    assert found("burner") == ["burner"]


def test_a_language_has_its_own(fill: Fill) -> None:
    fill(make_document(title="Heater"), make_document("two", title="Heater", locale="el"))
    synonyms("oven", "heater", locale="el")
    assert found("oven", kinds=("article",)) == []
    assert found("oven", "el") == ["two"]


def test_suggestions_know_them(fill: Fill) -> None:
    fill(make_document(title="Wireless network"), *others())
    synonyms("wifi", "wireless network")
    typing = search(query="wifi", locale="en", is_typing=True)
    assert [hit.id for hit in typing.results] == ["one"]


def test_a_word_with_synonyms_is_not_corrected(fill: Fill) -> None:
    fill(make_document(title="Wired network"), make_document("two", title="Modem"), *others())
    assert search(query="wirex", locale="en").did_you_mean == "wired"
    synonyms("wirex", "modem")
    results = search(query="wirex", locale="en")
    assert (results.did_you_mean, [hit.id for hit in results.results]) == ("", ["two"])


def test_many_synonyms_of_many_words_are_bounded(fill: Fill) -> None:
    fill(make_document(title="Battery"))
    for number in range(24):
        synonyms(f"word{number}", *(f"other{number} way{n} further{n}" for n in range(9)))
    assert found(" ".join(f"word{number}" for number in range(24))) == []


def test_they_hold_at_once_and_cost_no_query_of_the_database_while_unchanged(
    fill: Fill, django_assert_num_queries: object
) -> None:
    fill(make_document(title="Wireless network"), *others())
    group = synonyms("wifi", "wireless network")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert found("wifi") == ["one"]
    with django_assert_num_queries(0):  # type: ignore[operator]
        found("wifi")
    group.delete()
    assert found("wifi") == []
