"""Countries by name, and whom a text is for."""

import pytest
from django.utils import translation

from portal import cldr, locales, markets

CODES = ["NO", "SE", "DK", "GR", "GB", "ID", "EG"]


@pytest.mark.parametrize("language", locales.codes())
@pytest.mark.parametrize("count", range(len(CODES) + 1))
def test_any_number_of_countries_is_listed_in_every_language(language: str, count: int) -> None:
    with translation.override(language):
        listed = cldr.countries(CODES[:count])
    assert all(markets.name(code, language) in listed for code in CODES[:count])
    assert bool(listed) == bool(count)


@pytest.mark.parametrize(
    ("language", "codes", "listed"),
    [
        ("el", ["NO", "SE", "GR"], "Νορβηγία, Σουηδία και Ελλάδα"),
        ("ar", ["NO", "SE"], "النرويج والسويد"),
        ("en", ["NO", "SE", "GR"], "Norway, Sweden and Greece"),
        ("da", ["NO", "QQ"], "Norge og QQ"),
    ],
)
def test_they_are_listed_as_the_language_does(
    language: str, codes: list[str], listed: str
) -> None:
    with translation.override(language):
        assert cldr.countries(codes) == listed


def test_in_a_language_that_nobody_knows_a_country_still_has_a_name() -> None:
    assert markets.name("NO", "qaa") == "Norway"


@pytest.mark.parametrize(
    ("meant_for", "market", "is_elsewhere", "told"),
    [
        *[([], "", False, ()), ([], "GR", False, ()), (["GR"], "GR", False, ())],
        *[(["NO", "GR"], "GR", False, ()), (["NO"], "", False, ("NO",))],
        *[(["NO", "SE"], "GR", True, ("NO", "SE"))],
    ],
)
def test_a_text_is_marked_unless_it_is_for_all_or_for_the_reader(
    meant_for: list[str], market: str, is_elsewhere: bool, told: tuple[str, ...]
) -> None:
    assert markets.is_elsewhere(meant_for, market) == is_elsewhere
    assert markets.told(meant_for, market) == told


@pytest.mark.parametrize("typed", ["ß", "ıt", "ſe"])
def test_letters_of_no_code_become_none(typed: str) -> None:
    """Capitals of these would be South Sudan's, Italy's and Sweden's."""
    assert markets.is_market(markets.typed("it"))
    assert markets.is_market(typed.upper())
    assert not markets.is_market(markets.typed(typed))
