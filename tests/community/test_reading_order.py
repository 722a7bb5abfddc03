"""A thread of any size is read in the order of one index: nothing is sorted, nothing counted."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.forum.acceptance import accept_answer
from community.forum.models import Post, Thread
from community.forum.pages import ANSWERS
from community.moderation.visibility import hide_post
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]
MANY = 2_000
INDEX = "post_in_reading_order"


def fill(thread: Thread, count: int) -> None:
    """More answers, later than all that are there, one a second."""
    author, now = accounts.member("Many"), timezone.now()
    Post.objects.bulk_create(
        Post(
            thread=thread,
            author=author,
            locale="ar",
            body=f"Words {number:05}",
            body_html=f"<p>Words {number:05}</p>",
            policy=1,
            created_at=now + timedelta(seconds=number),
        )
        for number in range(count)
    )
    Thread.objects.filter(pk=thread.pk).update(answer_count=thread.posts.answers().count())


def words(client: Client, path: str) -> list[str]:
    return [answer.body_html for answer in client.get(path).context["page_obj"].object_list]


def test_pages_show_what_they_showed_when_the_accepted_answer_was_sorted_first(
    browser: Open,
) -> None:
    asker, moderator = accounts.member(), accounts.moderator()
    thread = factory.thread(asker)
    fill(thread, 3 * ANSWERS)
    answers = list(thread.posts.answers().order_by("created_at", "pk"))
    chosen = accept_answer(actor=acting(asker), answer=answers[2 * ANSWERS])
    hidden = hide_post(actor=acting(moderator), post=answers[5], reason="x")
    in_order = [chosen, *(answer for answer in answers if answer != chosen)]
    path = thread.get_absolute_url()
    for user in (asker, moderator):
        client = browser(user)
        seen = [answer for answer in in_order if user == moderator or answer != hidden]
        for page in range(3):
            expected = seen[page * ANSWERS : (page + 1) * ANSWERS]
            shown = words(client, f"{path}?page={page + 1}" if page else path)
            assert shown == [answer.body_html for answer in expected]


def asked(client: Client, path: str) -> list[str]:
    """The queries that read posts, warm."""
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in caught if 'FROM "community_post" ' in query["sql"]]


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", '"rank" ASC, 6 ASC, 1 ASC LIMIT 20 OFFSET 0'),
        ("?page=2", '"rank" ASC, 6 ASC, 1 ASC LIMIT 20 OFFSET 20'),
        # From the nearer end.
        ("?page=3", '"rank" DESC, 6 DESC, 1 DESC LIMIT 20 OFFSET 1'),
        ("?page=4", '"rank" DESC, 6 DESC, 1 DESC LIMIT 1 OFFSET 0'),
    ],
)
def test_a_thread_costs_two_queries_of_posts_however_long_it_is(
    browser: Open, query: str, order: str
) -> None:
    thread = factory.thread()
    accepted = factory.answer(thread)
    accept_answer(actor=acting(thread.author), answer=accepted)
    fill(thread, 3 * ANSWERS)
    question, answers = asked(browser(accounts.member()), thread.get_absolute_url() + query)
    assert "ORDER BY" not in question
    assert answers.partition("ORDER BY ")[2].replace('"community_post".', "") == order
    assert answers.count("CASE") == 0
    # Its author, and a new text of it that waits.
    assert answers.count("JOIN") == 2


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def explained(sql: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        (found,) = cursor.fetchone()
    return list(nodes((json.loads(found) if isinstance(found, str) else found)[0]["Plan"]))


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL explains what it read")
@pytest.mark.parametrize("query", ["", f"?page={MANY // ANSWERS + 1}"])
@pytest.mark.parametrize("who", ["member", "moderator"])
def test_neither_first_nor_last_page_sorts_or_reads_all_the_answers_of_a_thread(
    browser: Open, who: str, query: str
) -> None:
    thread = factory.thread()
    accept_answer(actor=acting(thread.author), answer=factory.answer(thread))
    fill(thread, MANY)
    for _other in range(5):
        fill(factory.thread(), 50)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE community_post")
    client = browser(getattr(accounts, who)())
    queries = [
        sql
        for sql in asked(client, thread.get_absolute_url() + query)
        if not sql.startswith("SELECT COUNT(")
    ]
    assert len(queries) == 2
    for sql in queries:
        plan = explained(sql)
        assert not [node for node in plan if "Sort" in node["Node Type"]], plan
        read = [node for node in plan if node.get("Relation Name") == "community_post"]
        assert sum(node["Actual Rows"] * node["Actual Loops"] for node in read) <= ANSWERS, plan
    assert INDEX in {node.get("Index Name") for node in explained(queries[1])}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite says it in its own words")
def test_sqlite_reads_the_same_index_in_its_order(browser: Open) -> None:
    thread = factory.thread()
    fill(thread, 3 * ANSWERS)
    question, answers = asked(browser(accounts.member()), thread.get_absolute_url())
    with connection.cursor() as cursor:
        for sql in (question, answers):
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " ".join(str(row[-1]) for row in cursor.fetchall())
            assert "TEMP B-TREE" not in plan
            assert f"INDEX {INDEX}" in plan or "one_question_in_a_thread" in plan
