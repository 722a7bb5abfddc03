"""A page is made anew when what it shows has changed, and kept when something else has."""

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import get_resolver

from community.forum.models import Category, Thread
from kb.models import HelpPage
from portal.caching.areas import Area
from portal.caching.generation import bump_generation, current
from portal.caching.testing import forget_pages
from tests.factories import community
from tests.factories.kb import make_family, make_page, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses() -> list[str]:
    """A page of every kind, each with something to show."""
    topic = make_topic("Θέρμανση", locale="el", slug="heating")
    make_page(make_family(slug="valve", source="el", topics=[topic]), "el", title="Βάνα")
    thread = community.thread(category=community.category("valves"), locale="el")
    forget_pages()
    return [
        *("/el/", "/el/help/", "/el/help/heating/", "/el/help/valve/"),
        *("/el/community/", "/el/community/c/valves/", thread.get_absolute_url()),
    ]


def _rename_article() -> None:
    page = HelpPage.objects.get(slug="valve").specific
    page.title = "Άλλη βάνα"
    page.save_revision().publish()


def _take_back_topic() -> None:
    HelpPage.objects.get(slug="heating").unpublish()


def _rename_category() -> None:
    category = Category.objects.get()
    category.names = {"el": "Βάνες"}
    category.save()


CHANGES: list[Callable[[], object]] = [
    _rename_article,
    _take_back_topic,
    _rename_category,
    lambda: community.answer(Thread.objects.get()),
    lambda: community.thread(category=Category.objects.get(), locale="el"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_no_page_outlives_a_change(addresses: list[str], change: Callable[[], object]) -> None:
    client = Client()
    before = [client.get(address).content for address in addresses]
    change()
    kept = [client.get(address).content for address in addresses]
    caches["pages"].clear()
    assert kept == [client.get(address).content for address in addresses]
    assert kept != before


def test_an_answer_makes_no_article_stale(addresses: list[str]) -> None:
    articles, threads = current(Area.HELP), current(Area.COMMUNITY)
    community.answer(Thread.objects.get())
    assert current(Area.HELP) == articles
    assert current(Area.COMMUNITY) != threads


def test_a_change_of_the_site_makes_every_page_stale() -> None:
    bump_generation(Area.HELP)
    before = [current(), *(current(area) for area in Area), current(*Area)]
    bump_generation()
    after = [current(), *(current(area) for area in Area), current(*Area)]
    assert not set(before) & set(after)


def test_every_public_page_says_what_it_shows() -> None:
    found = {
        f"{pattern.callback.__module__}.{pattern.callback.__name__}": pattern.callback.shows
        for pattern in _patterns(get_resolver().url_patterns)
        if hasattr(pattern.callback, "shows")
    }
    assert all(found.values())
    assert len(found) > 6


def _patterns(patterns: list) -> list:  # type: ignore[type-arg]
    found = []
    for one in patterns:
        found += _patterns(one.url_patterns) if hasattr(one, "url_patterns") else [one]
    return found
