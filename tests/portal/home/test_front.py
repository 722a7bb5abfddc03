"""The front page of a language."""

import re
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from kb.models import HelpPage, Kind
from portal import rereading
from portal.caching.testing import forget_pages
from portal.home import front, views
from portal.journal.models import StepKind
from tests.factories import accounts, community
from tests.factories.actors import acting
from tests.factories.journal import at, reader
from tests.factories.kb import make_family, make_page, make_topic

pytestmark = pytest.mark.django_db
STRANGER = acting()


def a_topic_with_articles(number: int = 2) -> Any:
    topic = make_topic("Getting started")
    for index in range(number):
        family = make_family(f"Article {topic.slug} {index}", topics=[topic])
        make_page(family, title=f"Article {index}")
    return topic


def topics_of(client: Client, code: str = "en") -> list[str]:
    """The front page's topics, each with all that it says of one."""
    page = client.get(f"/{code}/").content.decode()
    return re.findall(r'<article class="card topic">(.+?)</article>', page, re.DOTALL)


def test_topics_name_their_first_articles_and_count_all(client: Client) -> None:
    a_topic_with_articles(6)
    (topic,) = topics_of(client)
    assert "Getting started" in topic
    assert "6 articles" in topic
    assert re.findall(r"Article \d", topic) == [f"Article {n}" for n in range(4)]


def test_no_more_topics_stand_on_the_front_page_than_a_reader_looks_through(
    client: Client,
) -> None:
    for number in range(views.TOPICS + 1):
        make_topic(f"Topic {number}")
    assert len(topics_of(client)) == views.TOPICS


def test_a_text_missing_in_the_readers_language_comes_in_a_fallback_that_says_so(
    client: Client,
) -> None:
    topic = a_topic_with_articles(1)
    make_page(topic, "el", title="Πρώτα βήματα")
    (greek,) = topics_of(client, "el")
    assert '<a href="/el/help/getting-started/" dir="auto">Πρώτα βήματα</a>' in greek
    assert '<a href="/el/help/article-getting-started-0/" lang="en"' in greek


def test_what_a_stranger_may_not_read_is_not_named(client: Client) -> None:
    family = make_family("Secret", topics=[make_topic("Open")])
    page = make_page(family, title="Secret plans")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "Secret plans" not in client.get("/en/").content.decode()
    assert "topic__count" not in topics_of(client)[0]
    client.force_login(accounts.member())
    assert "Secret plans" in client.get("/en/").content.decode()


def test_what_is_read_most_stands_first() -> None:
    for name in ("Seldom", "Often"):
        make_page(make_family(name), title=name)
    for number, slug in enumerate(["often", "often", "seldom"]):
        read(slug, f"10.0.0.{number}")
    found = front.popular("en", STRANGER, at=at("2026-03-02 12:00"))
    assert [item.title for item in found] == ["Often", "Seldom"]


def test_topics_come_as_their_articles_are_read_until_an_editor_orders_them() -> None:
    for title in ("Luft", "Vand", "Varme"):
        topic = make_topic(title)
        make_page(make_family(f"Om {title}", topics=[topic]), title=f"Om {title}")
    for number, slug in enumerate(["om-varme", "om-varme", "om-vand"]):
        read(slug, f"10.0.0.{number}")

    def titles() -> list[str]:
        found = front.topics("en", STRANGER, at_most=2, at=at("2026-03-02 12:00"))
        return [one.title for one in found]

    assert titles() == ["Varme", "Vand"]
    air, water, _heat = HelpPage.objects.filter(family__kind=Kind.TOPIC).order_by("path")
    water.move(air, pos="left")
    assert titles() == ["Vand", "Luft"]


def read(slug: str, address: str) -> None:
    from portal import journal

    journal.record(reader(address), StepKind.READ, family=slug, at=at("2026-03-01 12:00"))


def test_without_any_reading_questions_are_shown() -> None:
    make_page(make_family("How long?", kind=Kind.FAQ), title="How long?")
    assert [item.title for item in front.popular("en", STRANGER)] == ["How long?"]


def test_the_latest_questions_are_those_of_the_language(client: Client) -> None:
    community.thread(title="In English?")
    community.thread(title="Στα ελληνικά;", locale="el")
    hidden = community.thread(title="Πουλάω λάδι", locale="el")
    type(hidden).objects.filter(pk=hidden.pk).update(hidden=True)
    assert [thread.title for thread in front.latest_threads("el")] == ["Στα ελληνικά;"]


def test_an_empty_portal_has_a_front_page(client: Client) -> None:
    response = client.get("/ar/")
    assert response.status_code == 200


def queries_of(client: Client) -> int:
    client.get("/en/")  # What a process reads once after a change, whatever pages it makes.
    forget_pages()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/en/").status_code == 200
    return len(queries)


def test_queries_do_not_grow_with_content_and_a_cached_page_needs_none(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()
    monkeypatch.setattr(rereading, "clock", lambda: now)  # All within one second.
    a_topic_with_articles(1)
    community.thread()
    few = queries_of(client)
    for _ in range(3):
        a_topic_with_articles(4)
        community.thread(author=accounts.member())
    assert queries_of(client) == few
    assert few <= 8
    with CaptureQueriesContext(connection) as queries:
        client.get("/en/?utm_source=elsewhere")
    assert len(queries) == 0


def test_the_front_page_is_public_to_caches_and_sets_no_cookie(client: Client) -> None:
    response = client.get("/en/")
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_an_article_without_a_topic_is_on_the_front_page_once(client: Client) -> None:
    make_page(make_family("Alone"), "el", title="Μόνο του")
    listed = client.get("/el/").content.decode()
    assert listed.count("Μόνο του") == 1
    inside = make_family("Inside", topics=[make_topic("Heating")])
    make_page(inside, "el", title="Μέσα σε θέμα")
    make_page(make_family("Question", kind="faq"), "el", title="Ερώτηση")
    listed = client.get("/el/").content.decode()
    main = listed[listed.index('<div class="front-columns">') :]
    assert [main.count(title) for title in ("Μόνο του", "Ερώτηση", "Μέσα σε θέμα")] == [1, 1, 0]
