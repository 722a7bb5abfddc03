"""The languages: every tag a browser or another system may send is understood or refused."""

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal import locales

anything = st.text(st.characters(exclude_categories=()))
codes = st.sampled_from(locales.codes())
subtags = st.lists(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789"), min_size=1, max_size=8),
    max_size=4,
)


@given(codes, subtags, st.sampled_from("-_"))
def test_a_tag_of_a_language_means_it_whatever_follows(
    code: str, more: list[str], joint: str
) -> None:
    for spelling in (code, code.upper(), code.title()):
        assert locales.resolve(joint.join([spelling, *more])) == code


@given(anything)
def test_any_other_text_means_an_interface_language_or_nothing(tag: str) -> None:
    assert locales.resolve(tag) in {*locales.codes(), None}
    assert locales.direction(tag) in {"ltr", "rtl"}


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("id_ID", "id"),
        ("in", "id"),
        ("gr", "el"),
        ("ar-EG", "ar"),
        ("zh-Hant-TW", None),
        ("e", None),
        ("el\n", None),
        ("", None),
        ("ελ", None),
        ("*", None),
    ],
)
def test_tags_by_example(tag: str, code: str | None) -> None:
    assert locales.resolve(tag) == code


@given(anything)
def test_any_accept_language_header_gets_a_language(header: str) -> None:
    assert locales.negotiate(header) in locales.codes()


@given(codes, st.lists(st.sampled_from(["de", "zh-TW", "xx", "fr-CA"]), max_size=3))
def test_a_language_we_have_is_found_behind_those_we_have_not(
    code: str, others: list[str]
) -> None:
    assert locales.negotiate(",".join([*others, code])) == code


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("nn;q=0.9, en;q=0.8", "nb"),
        ("en;q=0.2, el-GR;q=0.9", "el"),
        ("de, fr;q=0.5", "en"),
        ("ar;q=0, sv", "sv"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_headers_by_example(header: str, code: str) -> None:
    assert locales.negotiate(header) == code


@given(codes)
def test_a_fallback_chain_begins_with_the_language_and_names_each_once(code: str) -> None:
    chain = locales.fallback_chain(code)

    assert chain[0] == code
    assert len(set(chain)) == len(chain)
    assert set(chain) <= set(locales.codes())
    assert code == locales.DEFAULT or chain[-1] == locales.DEFAULT


def test_a_language_beyond_the_interface_falls_back_too() -> None:
    assert locales.fallback_chain("de") == ("de", "en")


@given(codes)
def test_every_language_is_complete(code: str) -> None:
    locale = locales.get(code)

    assert locale.code == code
    assert locale.name
    assert locales.direction(code) == locale.direction
    assert all(locales.resolve(alias) == code for alias in locale.aliases)


def test_no_other_code_is_a_language() -> None:
    for code in ("EL", "no", "xx", ""):
        with pytest.raises(KeyError):
            locales.get(code)


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("ur_PK", "rtl"), ("de", "ltr"), ("", "ltr")],
)
def test_directions_beyond_the_interface_are_known(tag: str, direction: str) -> None:
    assert locales.direction(tag) == direction


def test_django_knows_the_same_languages() -> None:
    assert tuple(code for code, _name in settings.LANGUAGES) == locales.codes()
    assert set(settings.WAGTAIL_CONTENT_LANGUAGES) == set(settings.LANGUAGES)


@given(codes)
def test_the_language_in_force_is_the_one_that_was_switched_on(code: str) -> None:
    with translation.override(code):
        assert locales.in_force() == code


@pytest.mark.parametrize("language", [None, "fi"])
def test_where_no_interface_language_is_in_force_it_is_the_default(language: str | None) -> None:
    with translation.override(language):
        assert locales.in_force() == locales.DEFAULT
