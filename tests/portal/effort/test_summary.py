"""The first screen: in its order, each figure with its direction in words, whatever is known."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st

from portal.effort import report, summary
from portal.effort.cells import Cell, Changed
from portal.effort.changes import Difference
from portal.effort.counts import WHOLE, Count
from portal.effort.figures import BY_KEY, FIGURES
from portal.effort.figures.starts_ended import ENDS
from portal.journal import days
from tests.factories import accounts
from tests.factories.figures import rolled_up
from tests.portal.effort import scene

PAGE = "/cms/reports/support-effort/"
ORDER = [
    *("headline-requests", "headline-starts_ended"),
    *("headline-helpful", "headline-search_weak", "headline-language_gap"),
    *("headline-first_response", "headline-resolution"),
    *("headline-kept_promises", "headline-satisfaction"),
    *("worse", "next-steps", "changed", "languages", "trends", "queries", "definitions"),
]
GOOD = {"More is better.", "Less is better.", "Neither direction is better."}


@pytest.fixture
def client(settings: Any, db: None) -> Client:
    """The browser of somebody who sees the report."""
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    settings.DEMO = False
    client = Client()
    client.force_login(accounts.support_manager())
    return client


def page(client: Client, query: str = "period=28") -> str:
    return client.get(f"{PAGE}?{query}").content.decode()


def tile(found: str, key: str) -> str:
    """The words of one place of the first screen."""
    begin = found.index(f'id="{key}"')
    end = min(at for name in ORDER if (at := found.find(f'id="{name}"', begin + 1)) > 0)
    words = " ".join(re.sub(r"<[^>]*>", " ", found[begin:end]).split())
    return re.sub(r" (?=[.,])", "", words)


@given(st.dictionaries(st.sampled_from(list(ENDS)), st.integers(0, 10**6)))
def test_the_ends_of_contact_starts_sum_to_the_whole_as_they_are_told(
    ends: dict[str, int],
) -> None:
    parts = summary.ends_of(Counter(ends))
    assert bool(parts) == any(ends.values())
    if parts:
        assert [part.key for part in parts] == list(ENDS)
        assert sum(part.width for part in parts) == 1000
        assert [part.x for part in parts] == [
            sum(one.width for one in parts[:place]) for place in range(len(parts))
        ]
        total = sum(ends.values())
        for part in parts:
            assert abs(part.width - 1000 * part.count / total) < 1


def test_each_figure_says_which_direction_is_good() -> None:
    template = Template("{% load effort %}{{ good|good_words }}")
    words = {one.key: template.render(Context({"good": one.good})) for one in FIGURES}
    assert set(words.values()) == GOOD
    assert words["requests"] == "Less is better."


def test_only_bad_news_of_a_language_makes_it_worse() -> None:
    def news(key: str, language: str, size: float) -> Changed:
        cell = Cell(BY_KEY[key], Count(1, 2))
        return Changed(cell, language, Difference(size, size - 0.01, size + 0.01, 0.001))

    found = summary.worse(
        [
            news("search_weak", "sv", 0.2),
            news("helpful", "", -0.3),
            news("helpful", "el", -0.2),
            news("helpful", "da", 0.2),
            news("failed", "nb", 0.2),
            news("kept_promises", "sv", -0.1),
        ]
    )
    told = [(one.language, [change.cell.figure.key for change in one.changes]) for one in found]
    assert told == [("sv", ["search_weak", "kept_promises"]), ("el", ["helpful"])]


def test_the_page_begins_with_what_a_manager_reads_in_a_minute(client: Client) -> None:
    scene.filled()
    found = page(client)
    places = [found.index(f'id="{name}"') for name in ORDER]
    assert places == sorted(places)
    for name in ORDER[:9]:
        assert any(words in tile(found, name) for words in GOOD), name
    assert "Requests: 420, before: 448." in tile(found, "headline-requests")
    assert "93.8" in tile(found, "headline-requests")
    assert "left out: 37" in tile(found, "headline-search_weak")
    assert "2 hours" in tile(found, "headline-first_response")


def test_how_contact_starts_ended_is_one_bar_with_its_numbers(client: Client) -> None:
    scene.filled()
    told = tile(page(client), "headline-starts_ended")
    shares = [float(one) for one in re.findall(r"([\d.]+)%", told)]
    assert shares[:4] == [19.5, 10.0, 25.5, 45.0]
    for words in ("Solved by a suggestion: 19.5% · 273.", "Sent a request: 45.0% · 630."):
        assert words in told
    assert told.index("Solved") < told.index("Opened a") < told.index("Opened no")
    bar = re.search(r'<svg class="effort__bar".*?</svg>', page(client), re.DOTALL)
    assert bar is not None
    widths = [int(one) for one in re.findall(r' width="(\d+)"', bar[0])]
    assert widths == [195, 100, 255, 450]


def test_what_was_left_out_leads_to_why(client: Client) -> None:
    scene.filled()
    found = page(client)
    led = re.findall(r'#block-([a-z_]+)">left out: [\d,]+</a>', found)
    assert "search_weak" in led
    for key in led:
        _before, block = found.split(f'id="block-{key}"')
        assert "left out, beyond a network’s share: 37" in block.split("</table>")[0]


def test_the_language_that_is_worse_than_its_own_past_is_named(client: Client) -> None:
    scene.filled()
    told = tile(page(client), "worse")
    assert "Swedish" in told or "Greek" in told
    assert "Helpful rate" in told or "Searches with weak answers" in told
    assert "Also worse:" in told
    # These two, and all languages together in the same two figures.
    assert page(client).count("clearly worse</strong>") == 4


def test_no_language_is_called_worse_for_what_chance_does(client: Client) -> None:
    today = days.day_of()
    for ago, helpful in ((scene.NOW, 172), (scene.BEFORE, 180)):
        rolled_up(today - ago, "helpful", WHOLE, {("", "el"): (helpful, 240)})
    told = tile(page(client), "worse")
    assert "than before None" in told
    assert "clearly worse" not in page(client).replace("Languages clearly worse", "")


def test_before_anything_is_counted_each_place_says_so(client: Client) -> None:
    rolled_up(days.day_of() - scene.NOW, "requests", WHOLE, {("", "el"): (1, 1)})
    found = page(client, "first=2025-01-01&last=2025-01-31")
    for name in ORDER[:9]:
        assert "not counted yet" in tile(found, name), name
    assert "too few readers to compare" in tile(found, "worse")
    assert "Nothing to do was found" in tile(found, "next-steps")


def test_where_nothing_happened_each_place_says_so(client: Client) -> None:
    for key in scene.FIGURES:
        rolled_up(days.day_of() - scene.NOW, key, WHOLE, {})
    found = page(client)
    for name in ORDER[:9]:
        assert "no data" in tile(found, name), name
        assert "not counted" not in tile(found, name), name


def test_a_small_house_is_told_counts_and_still_what_to_do(client: Client) -> None:
    today = days.day_of()
    for number in range(28):
        rolled_up(today - timedelta(days=3 + number), "starts_ended", WHOLE, {("", "el"): (1, 1)})
    ends = {("sent", "el"): (0, 9), ("solved", "el"): (0, 3)}
    rolled_up(today - scene.NOW, "starts_ended", "end", ends)
    scene.to_do()
    found = page(client, "period=7")
    told = tile(found, "headline-starts_ended")
    assert "%" not in told
    assert "Sent a request: 9." in told
    assert "Content gap" in tile(found, "next-steps")
    assert "Fewer than 30 people a week" in found


def test_each_figure_leads_to_its_definition(client: Client) -> None:
    scene.filled()
    found = page(client)
    screen = found[found.index('id="headlines"') : found.index('id="trends"')]
    led = re.findall(r'href="([^"]*)">(?:\d\w* )?[^<]', screen)
    led = [one for one in led if "#block-" not in one]
    definitions = [one for one in led if one.startswith((PAGE, "#figure-"))]
    assert len(definitions) > 30
    for address in set(definitions):
        if address.startswith("#"):
            assert f'id="{address[1:]}"' in found
        else:
            assert resolve(address.partition("?")[0]).url_name == "effort_figure"
    keys = {one.key for one in FIGURES if one.is_compared}
    assert keys <= {one.removeprefix(PAGE).partition("/")[0] for one in definitions}


@pytest.mark.django_db
def test_the_first_screen_is_of_the_languages_that_are_asked_for() -> None:
    scene.filled()
    today = days.day_of()
    built = report.build(today - timedelta(days=27), today, languages=["sv"]).summary
    assert built.requests.n == 700
    assert sum(part.count for part in built.ends.parts) == 200
    assert [one.language for one in built.worse] == ["sv"]
