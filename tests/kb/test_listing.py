"""Lists of help texts: each family once, in the best language, in the order editors gave them."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kb.importing.run import import_tree
from kb.models import HelpPage, Kind
from kb.reading import listing
from kb.reading.listing import Entry
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.importing import trees
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db
STRANGER = acting()


def titles(entries: Any) -> list[str]:
    return [entry.title for entry in entries]


def topics(code: str) -> list[Entry]:
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
    assert titles(section.members) == titles(listing.members(outer, "en", STRANGER))
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


def test_what_is_in_no_topic_comes_by_title() -> None:
    make_topic("Topic")
    for title, kind in (("βήτα", Kind.FAQ), ("Γάμμα", Kind.HOWTO), ("Άλφα", Kind.HOWTO)):
        make_page(make_family(title, slug=f"s-{ord(title[0])}", kind=kind), "el", title=title)
    assert titles(listing.without_topic("el", STRANGER, at_most=2)) == ["Άλφα", "βήτα"]


@pytest.mark.parametrize("members_shown", [1, 6])
def test_sections_cost_two_queries(members_shown: int, django_assert_num_queries: Any) -> None:
    for title in ("Heating", "Water"):
        make_page(make_family(f"In {title}", topics=[make_topic(title)]))
    with django_assert_num_queries(2):
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
    assert found == slugs
    assert Client().get("/da/help/", {"page": "3"}).status_code == 404
