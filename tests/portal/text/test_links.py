"""What leads elsewhere, however it is spelled; and what does not."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.links import as_browsers_read_it, is_page_here, links_elsewhere
from portal.text.markdown import render_markdown


def found(text: str) -> frozenset[str]:
    return links_elsewhere(text, render_markdown(text))


@pytest.mark.parametrize(
    "text",
    [
        *("http://ein.example", "[μπες](https://ein.example)", "//\u200bwww.ein.example"),
        *(
            "-ein.com",
            ".ein.com/a",
            "ein..ein.com",
            "1ein://a",
            f"{'x' * 99}://a",
            "x.www.ein.example",
        ),
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
        *("a" * 999, "α-" * 999, "vent...og/eller", "a." * 999),
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


def work(text: str) -> float:
    """CPU time that a text takes, the least of a few."""
    took = []
    for _each in range(5):
        begun = process_time()
        links_elsewhere(text, "")
        took.append(process_time() - begun)
    return min(took)


@pytest.mark.parametrize(
    "piece",
    [
        *("a", "a-", "-", ".", "a.", "a..", "a+", "a.aa", "a.co-", "a.cox", "α-", "ا.", "3f9c"),
        *("www", "www.", "://", "a:/", "a.aa/", "a.aa/-", "a://", "a.com", "-a.", " a.b", "<"),
    ],
)
def test_the_work_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (2_500, 20_000))
    # Eight times the text: eight times the work, and not sixty-four.
    assert work(long) < 24 * work(short)


@pytest.mark.parametrize("address", ["/", "/el/help/lyd/?a=1#b", "/el/ερώτηση/", "/%5Cein.dk"])
def test_a_path_is_a_page_here(address: str) -> None:
    assert is_page_here(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "el/help/", "https://evil.example", "javascript:alert(1)", "//evil.example"),
        *("/\\evil.example", "\\\\evil.example", "\\/evil.example", "///evil.example"),
        *("/\t/evil.example", "/\n\\evil.example", "\t//evil.example"),
    ],
)
def test_what_a_browser_takes_elsewhere_is_no_page_here(address: str) -> None:
    assert not is_page_here(address)


@pytest.mark.parametrize(
    ("address", "read"),
    [
        *[(one, one) for one in ("", "/el/help/x/#a", "https://ein.example/", "#a", "tel:1")],
        *[(one, "https://ein.example/a") for one in ("//ein.example/a", "/\\ein.example/a")],
        *[(one, "https://ein.example/a") for one in ("\\\\ein.example/a", "/\t/ein.example/a")],
    ],
)
def test_an_address_that_only_looks_like_a_path_says_where_it_leads(
    address: str, read: str
) -> None:
    assert as_browsers_read_it(address) == read
