"""What public pages cost: no more queries with more content, little weight, nothing inline."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from bench.corpus import DEMO
from bench.pages import ARTICLE as LONG_ARTICLE
from bench.pages import PAGES, weight
from community.forum.models import PostVote, Report, Thread
from kb.feedback.models import Vote
from kb.importing.run import import_tree
from kb.models import Family, Kind
from portal.caching.testing import forget_pages
from portal.jobs.testing import drain
from search.tuning import in_force
from tests.factories import accounts, community, kb
from tests.factories.mail import queued
from tests.journeys import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]

MOST_KB = 60
ARTICLE = "/el/help/article-0/"
ANONYMOUS = [
    *("/el/", "/el/help/", ARTICLE, "/el/help/faq-0/", "/el/help/topic-0/", "/ar/help/article-0/"),
    *("/el/help/article-0/vote/", "/el/search/", "/el/search/?q=κρύο", "/api/search/?q=κρύο"),
    *("/api/suggest/?q=κρύ", "/el/community/", "/el/community/c/heating/", "{thread}"),
    *("/el/community/ask/", "/el/contact/", "/el/contact/solved/", "/outbox/", "/el/nothing/"),
    *("/el/account/login/", "/el/account/signup/", "/el/account/password/reset/"),
]
SIGNED_IN = [
    *("/el/", "/el/help/", ARTICLE, "/el/help/topic-0/", "/el/search/?q=κρύο", "/el/community/"),
    *("/el/community/c/heating/", "{thread}", "/el/community/ask/", "/el/contact/"),
    *("/el/community/moderation/", "/el/community/moderation/member/{member}/"),
    *("/el/community/mine/", "/el/account/", "/el/account/email/"),
]
# Pages that a stranger gets from the shared cache: no cookie, the same for everybody.
SHARED = [
    *("/el/", "/el/help/", ARTICLE, "/el/help/faq-0/", "/el/help/topic-0/", "/el/community/"),
    *("/el/community/c/heating/", "{thread}"),
]


def grow(first: int, last: int) -> None:
    """More of everything, all in sight of the pages that are asked for."""
    topic = Family.objects.filter(slug="topic-0").first()
    for number in range(first, last):
        above = kb.make_family("Topic", slug=f"topic-{number}", kind=Kind.TOPIC)
        topic = topic or above
        kb.make_page(above, "el", title=f"Θέμα {number}", live="at once")
        for kind, slug in ((Kind.HOWTO, "article"), (Kind.FAQ, "faq")):
            topics = [topic] if topic == above else [topic, above]
            family = kb.make_family(slug, slug=f"{slug}-{number}", kind=kind, topics=topics)
            for code in ("el", "en"):
                kb.make_page(family, code, title=f"Κρύο {slug} {number}", live="at once")
        member = accounts.member(f"Member {number}")
        thread = community.thread(member, locale="el", title=f"Κρύο στο δωμάτιο {number};")
        community.category(f"more-{number}")
        first_thread = Thread.objects.order_by("pk")[0]
        for about in {thread, first_thread}:
            answer = community.answer(about)
            PostVote.objects.create(post=answer, voter=member)
            Report.objects.create(post=answer, reporter=member, reason="spam")
        queued(to="a@b.example", subject="κρύο", text="κρύο")
    article = Page.objects.filter(slug="article-0", locale__language_code="el")[0].specific
    for number in range(first, last):
        article.save_revision()
        Vote.objects.create(
            family=article.family,
            voter=f"token:{number}",
            helpful=bool(number % 2),
            reader_locale="el",
            text_locale="el",
        )
    drain()


@pytest.fixture
def small(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    grow(0, 1)


def address(path: str) -> str:
    thread = Thread.objects.order_by("pk")[0]
    path = path.replace("{thread}", thread.get_absolute_url())
    return path.replace("{member}", str(thread.author_id))


def queries(client: Client, path: str) -> list[str]:
    """What asking for a page costs that nobody has asked for, in a process that is warm."""
    assert client.get(path).status_code == (404 if "nothing" in path else 200), path
    forget_pages()
    # Rules and generation are reread once a second: here always, whatever the clock says.
    in_force.forget()
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return [query["sql"] for query in caught]


@pytest.mark.usefixtures("small")
def test_with_ten_times_the_content_no_page_costs_more_queries() -> None:
    moderator = Client()
    moderator.force_login(accounts.moderator())
    accounts.prove(moderator)
    paths = [(Client(), address(path)) for path in ANONYMOUS]
    paths += [(moderator, address(path)) for path in SIGNED_IN]
    few = [queries(client, path) for client, path in paths]
    grow(1, 10)
    assert "Κρύο faq 9" in Client().get("/el/help/topic-0/").content.decode()
    grown = {}
    for (client, path), before in zip(paths, few, strict=True):
        after = queries(client, path)
        if len(after) > len(before):
            new = "\n".join(sql[:300] for sql in after if sql not in before)
            grown[path, client is moderator] = f"{len(before)} → {len(after)}\n{new}"
    assert not grown, "\n\n".join(f"{where}: {what}" for where, what in grown.items())


@pytest.mark.usefixtures("small")
def test_an_article_costs_six_queries_and_from_the_cache_none() -> None:
    client = Client()
    for path in (ARTICLE, "/el/help/faq-0/", "/ar/help/article-0/"):
        assert len(queries(client, path)) <= 6
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
        assert not caught.captured_queries


@pytest.mark.usefixtures("small")
def test_shared_pages_are_the_same_for_everybody() -> None:
    for path in SHARED:
        for client in (Client(), Client(headers={"accept-language": "ar", "cookie": "a=b"})):
            response = client.get(address(path))
            assert response.status_code == 200, path
            assert not response.cookies, path
            assert "Set-Cookie" not in response.headers, path
            assert not {"cookie", "accept-language"} & vary(response), path
            assert response["Cache-Control"].startswith("public"), path


def vary(response: Any) -> set[str]:
    return {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}


@pytest.mark.usefixtures("small")
def test_no_page_has_anything_inline_and_each_has_the_strict_policy() -> None:
    moderator = Client()
    moderator.force_login(accounts.moderator())
    accounts.prove(moderator)
    pages = [(Client(), path) for path in ANONYMOUS] + [(moderator, path) for path in SIGNED_IN]
    for client, path in pages:
        response = client.get(address(path))
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert "data:" not in policy, path
        if response["Content-Type"].startswith("text/html"):
            assert not hostile.inline(response.content.decode()), path


@pytest.mark.usefixtures("small")
def test_only_pages_with_a_token_set_a_cookie() -> None:
    for path in ANONYMOUS:
        if path not in {
            "/el/account/login/",
            "/el/account/signup/",
            "/el/account/password/reset/",
        }:
            response = Client().get(address(path))
            assert not response.cookies, path


def test_a_page_weighs_little(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    import_tree(DEMO, locales=("en", "el", "ar"))
    grow(0, 1)
    drain()
    own = [address(path) for path in ANONYMOUS]
    weights = {path: weight(path) for path in {*own, *PAGES}}
    assert Client().get(LONG_ARTICLE).status_code == 200
    assert {path: kb for path, kb in weights.items() if kb > MOST_KB} == {}
