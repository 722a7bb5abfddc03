"""What leads elsewhere, however it is spelled; and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.links import links_elsewhere
from portal.text.markdown import render_markdown


def found(text: str) -> frozenset[str]:
    return links_elsewhere(text, render_markdown(text))


@pytest.mark.parametrize(
    "text",
    [
        *("http://ein.example", "[μπες](https://ein.example)", "//\u200bwww.ein.example"),
        *("ein．com", "ein。shop/تخفيض", "**e**in.com", "a@ein.com", "HTTPS://EIN.EXAMPLE"),
    ],
)
def test_an_address_is_found_however_it_is_spelled(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Γεια. Τι κάνεις;", "v2.10.3 og 230V", "12.30/13.00", "[her](/nb/help/x/)"),
        *("og/eller", "kl. 12", "مرحبا. شكرا", "1.250.000", "e.g. this", "C++"),
    ],
)
def test_what_is_no_address_is_not_found(text: str) -> None:
    assert not found(text)


def test_the_sites_own_pages_are_not_elsewhere(settings: object) -> None:
    settings.BASE_URL = "https://help.example"  # type: ignore[attr-defined]
    assert not found("https://help.example/el/help/x/")
    assert not found("[x](https://help.example/el/)")
    assert found("https://help.example.ein.example/el/")
    assert found("https://help.example@ein.example/")


@given(st.text(max_size=200))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert isinstance(links_elsewhere(text, ""), frozenset)
