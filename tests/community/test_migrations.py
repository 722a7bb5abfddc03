"""From questions in threads and answers beside them to posts: nothing is lost, either way."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import accounts

pytestmark = [
    *(pytest.mark.django_db(transaction=True), pytest.mark.slow),
    pytest.mark.former_state,
]

BEFORE, AFTER = "0001_initial", "0005_posts_alone"
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
KEY, SHARED_KEY, ERASED_KEY = (UUID(int=number) for number in (1, 2, 3))


def migrate(name: str) -> Any:
    """Bring the community there as an owner does; returns the models of that time."""
    call_command("migrate", "community", name, verbosity=0)
    if name == BEFORE:
        # What the way back made in the names of today the first release knew nothing of.
        todays = ContentType.objects.filter(app_label="community", model__in=["post", "postvote"])
        todays.delete()
    return MigrationExecutor(connection).loader.project_state([("community", name)]).apps


@pytest.fixture
def old() -> Iterator[Any]:
    """The models of a community that was begun with the first release."""
    yield migrate(BEFORE)
    # What needs the community was taken back with it.
    call_command("migrate", verbosity=0)


def at(hours: int) -> datetime:
    return START + timedelta(hours=hours)


def fill(apps: Any) -> dict[str, Any]:
    """Threads, answers, votes, reports and acts in every shape that the first release knew."""
    made: dict[str, Any] = {}
    asker, helper, moderator = (accounts.member(name).pk for name in ("Asker", "Helper", "Mod"))
    model = {name: apps.get_model("community", name).objects.create for name in MODELS}
    category = model["Category"](slug="heating", names={"en": "Heating"})

    def thread(title: str, author: int | None = asker, **fields: Any) -> Any:
        values = {"locale": "el", "body": f"*{title}*", "body_html": f"<em>{title}</em>"}
        values |= {"policy": 1, "created_at": at(0), "active_at": at(0)} | fields
        made[title] = model["Thread"](category=category, title=title, author_id=author, **values)
        return made[title]

    def answer(name: str, within: Any, author: int | None = helper, **fields: Any) -> Any:
        values = {
            "locale": "en",
            "body": name,
            "body_html": f"<p>{name}</p>",
            "policy": 1,
        } | fields
        made[name] = model["Answer"](thread=within, author_id=author, **values)
        return made[name]

    open_one = thread("open", once=KEY, answer_count=1, first_reply_at=at(1))
    spam = answer("spam", open_one, hidden=True, created_at=at(1))
    own = answer("own words", open_one, asker, created_at=at(2))
    reply = answer("reply", open_one, created_at=at(3), vote_count=2, once=SHARED_KEY)
    solved = thread("solved", helper, state="solved", once=SHARED_KEY, first_reply_at=at(5))
    answer("accepted", solved, asker, created_at=at(5), accepted_at=at(6), by_staff=True)
    hidden = thread("hidden", hidden=True, state="locked")
    erased = thread("erased", None)
    answer("of nobody", erased, None, created_at=at(4))
    for voter in (asker, moderator, None):
        model["AnswerVote"](answer=reply, voter_id=voter, created_at=at(4))
    for number, (about, one, closed) in enumerate(
        [
            (open_one, None, None),
            (open_one, spam, at(7)),
            (hidden, None, at(8)),
            (open_one, own, None),
        ]
    ):
        reporter = None if number == 3 else moderator
        model["Report"](
            thread=about, answer=one, reporter_id=reporter, reason="spam", comment=f"no. {number}",
            created_at=at(number), closed_at=closed, outcome="acted" if closed else "",
        )  # fmt: skip
    for number, (verb, about, one) in enumerate(
        [
            ("hide", open_one, spam),
            ("hide", hidden, None),
            ("lock", hidden, None),
            ("move", solved, None),
            ("dismiss", erased, None),
            ("show", solved, made["accepted"]),
        ]
    ):
        model["ModerationAction"](
            moderator_id=moderator,
            verb=verb,
            thread=about,
            answer=one,
            reason=f"{number}",
            at=at(9),
        )
    model["Draft"](owner_id=asker, thread=solved, body="Not posted yet", once=ERASED_KEY)
    return made


MODELS = ("Category", "Thread", "Answer", "AnswerVote", "Report", "ModerationAction", "Draft")


def rows(apps: Any, model: str, *fields: str) -> list[Any]:
    return list(apps.get_model("community", model).objects.order_by("pk").values_list(*fields))


def as_it_was(apps: Any) -> dict[str, list[Any]]:
    """Every row of the first release's tables that the change touches."""
    return {name: rows(apps, name) for name in MODELS}


def test_questions_and_answers_become_posts_and_keep_what_was_said_of_them(old: Any) -> None:
    made = fill(old)
    of_answers = Permission.objects.get(codename="change_answer")
    new = migrate(AFTER)
    number = dict(new.get_model("community", "Post").objects.values_list("body", "pk"))

    answers = ("spam", "own words", "reply", "accepted", "of nobody")
    assert [number[name] for name in answers] == [made[name].pk for name in answers]
    asked = rows(new, "Post", "thread", "body", "body_html", "state", "revision", "rank")
    assert asked[len(answers) :] == [
        (made[name].pk, f"*{name}*", f"<em>{name}</em>", state, 1, 0)
        for name, state in (
            ("open", "visible"),
            ("solved", "visible"),
            ("hidden", "hidden"),
            ("erased", "visible"),
        )
    ]
    posts = {
        row[0]: row[1:] for row in rows(new, "Post", "body", "kind", "state", "by_staff", "rank")
    }
    assert posts["spam"] == ("answer", "hidden", False, 2)
    assert posts["accepted"] == ("answer", "visible", True, 1)
    keys = dict(rows(new, "Post", "body", "idempotency_key"))
    # A key that came with an answer, too, stays with the answer.
    assert (keys["*open*"], keys["reply"], keys["*solved*"]) == (KEY, SHARED_KEY, None)
    assert rows(new, "Draft", "idempotency_key", "body") == [(ERASED_KEY, "Not posted yet")]

    assert [post for (post,) in rows(new, "PostVote", "post")] == [made["reply"].pk] * 3
    reported = [number["*open*"], made["spam"].pk, number["*hidden*"], made["own words"].pk]
    assert rows(new, "Report", "post", "comment") == [
        (post, f"no. {count}") for count, post in enumerate(reported)
    ]
    assert rows(new, "ModerationAction", "verb", "post", "thread") == [
        ("hide", made["spam"].pk, None),
        ("hide", number["*hidden*"], None),
        ("lock", None, made["hidden"].pk),
        ("move", None, made["solved"].pk),
        ("dismiss", number["*erased*"], None),
        ("show", made["accepted"].pk, None),
    ]
    threads = rows(new, "Thread", "title", "hidden", "state", "first_reply_at", "answer_count")
    assert threads == [
        # The first reply is the first that can be read.
        ("open", False, "open", at(3), 1),
        ("solved", False, "solved", at(5), 0),
        ("hidden", True, "locked", None, 0),
        ("erased", False, "open", None, 0),
    ]

    # Numbers go on, also where they come from a sequence of the table's first name.
    post = new.get_model("community", "Post").objects
    newest = max(number.values())
    assert post.create(thread_id=made["open"].pk, locale="el", body="New").pk == newest + 1

    # What was granted on answers is granted on posts.
    of_answers.refresh_from_db()
    assert (of_answers.codename, of_answers.content_type.model) == ("change_post", "post")


def test_the_way_back_gives_what_there_was(old: Any) -> None:
    fill(old)
    before = as_it_was(old)
    migrate(AFTER)
    after = as_it_was(migrate(BEFORE))
    # Of a key sent twice one place is kept; a hidden reply is not the first one any more.
    changed = {
        name: [
            (was, now) for was, now in zip(before[name], after[name], strict=True) if was != now
        ]
        for name in MODELS
    }
    threads = changed.pop("Thread")
    assert not any(changed.values())
    differing = [
        (was["title"], {key for key in was if was[key] != now[key]})
        for was, now in ((named(old, was), named(old, now)) for was, now in threads)
    ]
    assert differing == [("open", {"first_reply_at"}), ("solved", {"once"})]


def named(apps: Any, row: tuple[Any, ...]) -> dict[str, Any]:
    fields = apps.get_model("community", "Thread")._meta.concrete_fields
    return dict(zip((field.attname for field in fields), row, strict=True))
