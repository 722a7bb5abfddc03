"""What of a text holds in some markets only: how far it reaches, and how readers meet it."""

from collections.abc import Sequence
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kb.models import HelpPage
from kb.reading import parts
from tests.factories import choosing, support
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db
NO, GR = ({"product": "", "version": "", "market": code} for code in ("NO", "GR"))
HUB: dict[str, str] = {"product": "Hub", "version": "2", "market": ""}


def page_of(*body: tuple[str, Any]) -> HelpPage:
    return make_page(make_family("Mount", source="el"), "el", title="Βάση", body=body)


def told(page: HelpPage, market: str = "") -> list[tuple[str, str]]:
    """Each part: its markets, and all of its rich text."""
    found = parts.of(page.body, market)
    return [
        (
            " ".join(part.meant_for),
            "".join(block.value.source for block in part.blocks if block.block.name == "text"),
        )
        for part in found
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ([("text", "<h2>A</h2><p>a</p>")], [("", "<h2>A</h2><p>a</p>")]),
        # To the next heading that is no deeper,
        (
            [("text", "<h2>A</h2>"), ("applies_to", NO), ("text", "<p>n</p><h3>B</h3><h2>C</h2>")],
            [("", "<h2>A</h2>"), ("NO", "<p>n</p><h3>B</h3>"), ("", "<h2>C</h2>")],
        ),
        # which may be a less deep one,
        (
            [("text", "<h3>A</h3>"), ("applies_to", NO), ("text", "<p>n</p><h2>C</h2>")],
            [("", "<h3>A</h3>"), ("NO", "<p>n</p>"), ("", "<h2>C</h2>")],
        ),
        # over other blocks,
        (
            [("applies_to", NO), ("note", {"text": "<p>x</p>"}), ("text", "<h2>A</h2>")],
            [("NO", "<h2>A</h2>")],
        ),
        # or to the next market; several in a row hold together.
        (
            [
                *[("applies_to", NO), ("text", "<p>n</p>")],
                *[("applies_to", NO), ("applies_to", GR), ("text", "<p>b</p>")],
            ],
            [("NO", "<p>n</p>"), ("NO GR", "<p>b</p>")],
        ),
        # A product or a version ends nothing.
        (
            [("applies_to", NO), ("applies_to", HUB), ("text", "<p>n</p>")],
            [("NO", "<p>n</p>")],
        ),
        ([("applies_to", HUB), ("text", "<h2>A</h2>")], [("", "<h2>A</h2>")]),
    ],
)
def test_it_reaches_to_the_end_of_its_section(
    body: Sequence[tuple[str, Any]], expected: list[tuple[str, str]]
) -> None:
    assert told(page_of(*body)) == expected


def test_no_word_is_lost_or_twice(client: Client) -> None:
    page = page_of(
        *[("text", "<p>α0</p><h2>Α1</h2><p>α2</p>"), ("applies_to", NO)],
        *[("text", "<p>α3</p><h3>Α4</h3><h2>Α5</h2><p>α6</p>"), ("applies_to", GR)],
        *[("steps", ["<p>α7</p>"]), ("text", "<h2>Α8</h2>")],
    )
    for market in ("", "GR", "NO", "SE"):
        text = "".join(source for _markets, source in told(page, market))
        assert [text.lower().count(f"α{n}") for n in (0, 1, 2, 3, 4, 5, 6, 8)] == [1] * 8


@pytest.fixture
def mounting() -> HelpPage:
    support.market("GR"), support.market("NO")
    return page_of(
        ("text", "<h2>Στη Νορβηγία</h2>"),
        ("applies_to", NO),
        ("text", "<p>Μόνο ηλεκτρολόγος.</p><h2>Έπειτα</h2><p>Δοκιμάστε.</p>"),
    )


def read(client: Client, code: str = "el") -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/{code}/help/mount/").text, "html.parser").article


@pytest.mark.usefixtures("mounting")
@pytest.mark.parametrize("market", ["", "all", "NO"])
def test_a_part_of_the_readers_market_or_with_none_chosen_is_shown_and_marked(
    client: Client, market: str
) -> None:
    choosing.choose(client, market)
    article = read(client)
    assert article.details is None
    assert "Νορβηγία" in article.select_one(".applies-to").text
    assert article.text.index("Μόνο ηλεκτρολόγος") < article.text.index("Έπειτα")


@pytest.mark.usefixtures("mounting")
@pytest.mark.parametrize(("code", "name"), [("el", "Νορβηγία"), ("ar", "النرويج")])
def test_a_part_of_another_market_is_folded_beneath_its_name(
    client: Client, code: str, name: str
) -> None:
    choosing.choose(client, "GR")
    folded = read(client, code).details
    assert name in folded.summary.text
    assert not folded.has_attr("open")
    assert "Μόνο ηλεκτρολόγος" in folded.text
    assert "Δοκιμάστε" not in folded.text


@pytest.mark.usefixtures("mounting")
def test_where_a_part_differs_the_country_is_asked_for_until_it_is_chosen(client: Client) -> None:
    assert "data-market-question" in client.get("/el/help/mount/").text
    choosing.choose(client, "all")
    assert "data-market-question" not in client.get("/el/help/mount/").text


def test_where_nothing_differs_nobody_is_asked(client: Client) -> None:
    support.market("GR"), support.market("NO")
    page_of(("text", "<p>α</p>"), ("applies_to", HUB))
    assert "data-market-question" not in client.get("/el/help/mount/").text
