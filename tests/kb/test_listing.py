"""Lists of help texts: each family once, in the best language, in the order editors gave them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kb.importing.run import import_tree
from kb.models import HelpPage, Kind
from kb.reading import listing, views
from kb.reading.listing import ListedFamily
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.importing import trees
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db
STRANGER = acting()


def titles(entries: Any) -> list[str]:
    return [entry.title for entry in entries]


def topics(code: str) -> list[ListedFamily]:
    return listing.topics(code, STRANGER)


def test_topics_come_in_the_order_that_editors_gave_their_pages() -> None:
    for title in ("Θέρμανση", "Αέρας", "Νερό"):
        make_topic(title, locale="el")
    assert titles(topics("el")) == ["Θέρμανση", "Αέρας", "Νερό"]
    heating, _air, water = HelpPage.objects.order_by("path")
    water.move(heating, pos="left")
    assert titles(topics("el")) == ["Νερό", "Θέρμανση", "Αέρας"]
    assert titles(listing.topics("el", STRANGER, at_most=2)) == ["Νερό", "Θέρμανση"]


def test_topics_in_the_readers_language_come_before_those_in_a_fallback() -> None:
    for title, code in (("English", "en"), ("Svensk", "sv"), ("Dansk", "da"), ("Norsk", "nb")):
        make_topic(title, locale=code)
    assert titles(topics("nb")) == ["Norsk", "Dansk", "Svensk", "English"]
    assert [entry.lang for entry in topics("nb")] == ["", "da", "sv", "en"]


def test_a_topic_within_another_is_none_of_the_topics_but_its_first_member() -> None:
    outer = make_topic("Outer")
    make_page(make_family("Article", topics=[outer]), title="Article")
    make_topic("Inner", topics=[outer])
    (section,) = listing.sections("en", STRANGER, members_shown=9)
    assert section.topic.title == "Outer"
    assert titles(section.members) == titles(
        listing.members(outer, "en", STRANGER, size=9).page(1)
    )
    assert titles(section.members) == ["Inner", "Article"]


def test_a_section_holds_the_first_members_and_says_how_many_there_are() -> None:
    heating, water = make_topic("Heating"), make_topic("Water")
    for number in range(5):
        family = make_family(f"Number {number}", topics=[heating, water] if number else [water])
        for code in ("en", "el", "da"):
            make_page(family, code, title=f"{code} {number}")
    restrict(make_page(make_family("Secret", topics=[heating])))
    make_topic("Empty")
    found = {one.topic.title: one for one in listing.sections("el", STRANGER, members_shown=3)}
    assert titles(found["Heating"].members) == ["el 1", "el 2", "el 3"]
    assert (found["Heating"].total, found["Heating"].hidden) == (4, 1)
    assert titles(found["Water"].members) == ["el 0", "el 1", "el 2"]
    assert (found["Water"].total, found["Water"].hidden) == (5, 2)
    assert (found["Empty"].members, found["Empty"].total, found["Empty"].hidden) == ((), 0, 0)


def test_what_is_in_no_topic_comes_latest_first() -> None:
    make_topic("Topic")
    for title, kind in (("βήτα", Kind.FAQ), ("Γάμμα", Kind.HOWTO), ("Άλφα", Kind.HOWTO)):
        make_page(make_family(title, slug=f"s-{ord(title[0])}", kind=kind), "el", title=title)
    assert titles(listing.latest_without_topic("el", STRANGER, at_most=2)) == ["Άλφα", "Γάμμα"]
    pages = listing.without_topic("el", STRANGER, size=2)
    assert [titles(page) for page in pages] == [["Άλφα", "Γάμμα"], ["βήτα"]]


def test_a_long_topic_goes_on_over_pages_and_none_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(views, "SHOWN", 3)
    topic = make_topic("Θέρμανση", locale="el", slug="heating")
    make_topic("Λέβητας", locale="el", slug="boiler", topics=[topic])
    for number in range(6):
        family = make_family(slug=f"valve-{number}", topics=[topic], source="el")
        make_page(family, "el", title=f"Βάνα {number}", live="at once")
    shown = [
        _slugs_in(f"/el/help/heating/?page={page}" if page else "/el/help/heating/")
        for page in (0, 2, 3)
    ]
    assert shown == [
        ["boiler", "valve-0", "valve-1"],
        ["valve-2", "valve-3", "valve-4"],
        ["valve-5"],
    ]
    assert Client().get("/el/help/heating/?page=4").status_code == 404
    assert Client().get("/el/help/valve-1/?page=2").status_code == 404


def test_many_topics_go_on_over_pages_and_the_other_articles_come_after_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(views, "SHOWN", 2)
    monkeypatch.setattr(views, "SECTIONS_SHOWN", 2)
    for number in range(3):
        make_topic(f"Emne {number}", locale="da", slug=f"topic-{number}")
        make_page(make_family(slug=f"alone-{number}", source="da"), "da", live="at once")
    shown = [_slugs_in(f"/da/help/?page={page}" if page else "/da/help/") for page in (0, 2, 3)]
    assert shown == [["topic-0", "topic-1"], ["topic-2", "alone-2", "alone-1"], ["alone-0"]]
    assert Client().get("/da/help/?page=4").status_code == 404


def _slugs_in(address: str) -> list[str]:
    """The help texts that the page at an address leads to, in its main part."""
    page = Client().get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    found = re.findall(r'href="/../help/([a-z0-9-]+)/"', page)
    own = address.split("/")[3]
    return [slug for slug in dict.fromkeys(found) if slug != own]


@pytest.mark.parametrize("many", [4, 40])
def test_a_page_of_a_topic_costs_what_it_shows(many: int, django_assert_num_queries: Any) -> None:
    topic = make_topic("Varme", locale="da", slug="varme")
    for number in range(many):
        make_page(make_family(slug=f"v-{number}", topics=[topic]), "da", live="at once")
    with django_assert_num_queries(3):
        assert len(listing.members(topic, "da", STRANGER, size=4).page(1)) == 4


@pytest.mark.parametrize("members_shown", [1, 6])
def test_topics_cost_a_query_and_what_is_in_them_two(
    members_shown: int, django_assert_num_queries: Any
) -> None:
    for title in ("Heating", "Water"):
        make_page(make_family(f"In {title}", topics=[make_topic(title)]))
    with django_assert_num_queries(3):
        listing.sections("el", STRANGER, members_shown=members_shown)


def test_all_articles_without_a_topic_can_be_reached_by_browsing(tmp_path: Path) -> None:
    slugs = [f"loes-{number}" for number in range(70)]
    for slug in slugs:
        trees.write(tmp_path, "da", slug, extra="source: da\n")
    import_tree(tmp_path)
    make_topic("Varme", locale="da")
    first, second = (
        Client().get("/da/help/", query).content.decode() for query in ({}, {"page": "2"})
    )
    assert 'href="?page=2"' in first
    assert "Varme" in first
    assert "Varme" not in second
    found = [slug for slug in slugs if f"/da/help/{slug}/" in first + second]
    assert sorted(found) == sorted(slugs)
    assert Client().get("/da/help/", {"page": "3"}).status_code == 404
