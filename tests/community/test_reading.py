"""The pages one reads: cacheable for strangers, cheap for all, in the right languages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.forum.acceptance import accept_answer
from community.moderation.visibility import hide_post
from portal.caching.testing import forget_pages
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]


@pytest.mark.parametrize("path", ["/en/community/", "/en/community/c/heating/", "thread"])
def test_strangers_pages_are_cacheable_and_cost_nothing_cached(browser: Open, path: str) -> None:
    thread = factory.thread()
    factory.answer(thread)
    forget_pages()
    path = f"/en/community/t/{thread.pk}/{thread.slug}/" if path == "thread" else path
    first = browser().get(path)
    assert first.status_code == 200
    assert first.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in first.headers
    assert "csrfmiddlewaretoken" not in first.content.decode()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert browser().get(path).content == first.content
    assert len(queries) == 0


def count_queries(client: Client, path: str) -> int:
    forget_pages()
    for _hears_of_changes in range(2):
        client.get(path)
    forget_pages()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["stranger", "member", "moderator"])
@pytest.mark.parametrize("page", ["index", "category", "thread"])
def test_the_number_of_queries_does_not_grow(browser: Open, who: str, page: str) -> None:
    thread = factory.thread()
    answers = [factory.answer(thread) for _ in range(2)]
    user = {"stranger": None, "member": accounts.member(), "moderator": accounts.moderator()}[who]
    client = browser(user)
    path = {
        "index": "/en/community/",
        "category": "/en/community/c/heating/",
        "thread": f"/en/community/t/{thread.pk}/{thread.slug}/",
    }[page]
    before = count_queries(client, path)
    for _ in range(8):
        factory.answer(thread)
        factory.thread()
        factory.category(f"other-{_}")
    accept_answer(actor=acting(thread.author), answer=answers[0])  # type: ignore[arg-type]
    after = count_queries(client, path)
    # Of who has shown a second factor it is asked whether there still is one.
    assert before <= (9 if who == "moderator" else 8)
    assert after <= before


def test_the_accepted_answer_comes_first(browser: Open) -> None:
    asker = accounts.member()
    thread = factory.thread(asker)
    factory.answer(thread, body="First words")
    best = factory.answer(thread, body="Best words")
    accept_answer(actor=acting(asker), answer=best)
    page = browser().get(f"/en/community/t/{thread.pk}/{thread.slug}/").content.decode()
    assert page.index("Best words") < page.index("First words")
    assert "answer--accepted" in page


def test_a_post_stands_in_its_own_language_and_direction(browser: Open) -> None:
    thread = factory.thread(locale="ar", title="لماذا الغرفة باردة؟", body="منذ يوم الأحد")
    page = browser().get(f"/en/community/t/{thread.pk}/{thread.slug}/").content.decode()
    assert '<h1 class="page-title" lang="ar" dir="auto">' in page
    assert '<div class="prose" lang="ar" dir="rtl">' in page
    assert 'data-trail-kind="thread"' in page
    assert "step-counter" in page


def test_the_own_language_comes_first_and_others_are_marked(browser: Open) -> None:
    factory.thread(title="An English question here")
    factory.thread(locale="el", title="Μια ελληνική ερώτηση")
    page = browser().get("/el/community/").content.decode()
    assert page.index("Μια ελληνική ερώτηση") < page.index("An English question here")
    assert "pill--language" in page


def test_an_old_title_redirects_to_the_present_address(browser: Open) -> None:
    thread = factory.thread()
    response = browser().get(f"/en/community/t/{thread.pk}/once/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/en/community/t/{thread.pk}/{thread.slug}/"


def test_threads_titled_like_an_action_are_read(browser: Open) -> None:
    for title in ("Post", "Report", "Moderate", "???-??"):
        thread = factory.thread(title=title)
        assert browser().get(f"/en/community/t/{thread.pk}/{thread.slug}/").status_code == 200


def test_hidden_posts_are_for_moderators_only(browser: Open) -> None:
    moderator = accounts.moderator()
    thread = factory.thread()
    answer = factory.answer(thread, body="Secret words")
    path = f"/en/community/t/{thread.pk}/{thread.slug}/"
    hide_post(actor=acting(moderator), post=answer, reason="x")
    assert "Secret words" not in browser(accounts.member()).get(path).content.decode()
    assert "Secret words" in browser(moderator).get(path).content.decode()
    hide_post(actor=acting(moderator), post=factory.question(thread), reason="x")
    forget_pages()
    for client in (browser(), browser(thread.author), browser(accounts.member())):
        assert client.get(path).status_code == 404
        assert thread.title not in client.get("/en/community/").content.decode()
    assert browser(moderator).get(path).status_code == 200


def test_a_long_category_is_walked_without_gap_or_repetition(browser: Open) -> None:
    author, now = accounts.member(), timezone.now()
    made = {
        factory.thread(author, title=f"Question {n:03}", at=now - timedelta(minutes=n // 3)).pk
        for n in range(45)
    }
    seen: list[int] = []
    path: str | None = "/en/community/c/heating/"
    while path:
        part = browser().get(path).context
        if part is None:
            forget_pages()
            part = browser().get(path).context
        found = part["slice"]
        seen += [thread.pk for thread in found.threads]
        mark = found.next_mark
        path = f"/en/community/c/heating/?after={mark}" if mark else None
    assert len(seen) == len(made)
    assert set(seen) == made


def test_many_answers_come_in_pages(browser: Open) -> None:
    thread, helper = factory.thread(), accounts.member()
    for number in range(25):
        factory.answer(thread, helper, body=f"Words {number:02}.")
    path = f"/en/community/t/{thread.pk}/{thread.slug}/"
    assert "Words 24" not in browser().get(path).content.decode()
    assert "Words 24" in browser().get(f"{path}?page=2").content.decode()


BAD = ["0", "-1", "3", "999999999999999999999999", "abc", "1e9", "%00", "١", "1-2-3", "9" * 40]


@pytest.mark.parametrize("value", BAD)
def test_a_page_there_is_not_is_not_found(browser: Open, value: str) -> None:
    thread = factory.thread()
    path = f"/en/community/t/{thread.pk}/{thread.slug}/?page={value}"
    assert browser().get(path).status_code in {200, 404}
    assert browser(accounts.member()).get(path).status_code in {200, 404}


@pytest.mark.parametrize("value", [*BAD, "-", "99999999999999999999-1", "1-99999999999999999999"])
def test_a_mark_that_is_not_ours_is_not_found(browser: Open, value: str) -> None:
    factory.thread()
    path = f"/en/community/c/heating/?after={value}"
    assert browser().get(path).status_code in {200, 404}


@pytest.mark.parametrize(
    "path",
    ["t/99/x/", "t/99999999999999999999999/x/", "c/nowhere/", "t/0/", "c/Ω/", "t/1/%F0%9F/"],
)
def test_what_is_not_there_is_not_found(browser: Open, path: str) -> None:
    assert browser().get(f"/el/community/{path}").status_code in {400, 404}
