"""A post that would become too large a page: refused before it is posted, nothing lost."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from community.forum import rendering
from community.forum.models import Post, Thread
from portal.deflection import keys
from portal.deflection.attempts import Kind
from portal.text.weighing import bound
from tests.factories import accounts
from tests.factories import community as factory

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]
TABLE = "|a" * 500 + "\n" + "|-" * 500 + "\n" + "|\n" * 500 + "τέλος"
REASON = "τόσο πολλούς πίνακες"


@pytest.mark.parametrize("action", ["preview", "post"])
def test_an_answer_is_refused_in_the_readers_language(browser: Open, action: str) -> None:
    thread = factory.thread(locale="el")
    response = browser(accounts.member()).post(
        f"/el/community/thread/{thread.pk}/answer/",
        {"body": TABLE, "key": str(uuid4()), "action": action},
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert REASON in page
    assert TABLE in page
    assert "<table" not in page
    assert not Post.objects.filter(kind=Post.Kind.ANSWER).exists()


@pytest.mark.parametrize("action", ["", "post"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_question_is_refused_before_it_is_kept(
    browser: Open, index: Any, action: str, signed_in: bool
) -> None:
    factory.category()
    question = {"title": "Γιατί κρυώνει;", "body": TABLE, "locale": "el", "category": "heating"}
    response = browser(accounts.member() if signed_in else None).post(
        "/el/community/ask/", question | {"key": keys.draw(Kind.QUESTION), "action": action}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert REASON in page
    assert TABLE in page
    assert not Thread.objects.exists()


def test_what_was_stored_larger_is_rendered_again_within_the_bound() -> None:
    thread = factory.thread()
    answer = factory.answer(thread)
    large = "<td></td>" * 100_000
    Post.objects.filter(pk=answer.pk).update(body=TABLE, body_html=large, policy=1)

    assert rendering.render_again() == 1
    answer.refresh_from_db()
    assert len(answer.body_html.encode()) <= bound(TABLE)
    assert "|a|a|a" in answer.body_html
    assert "|<br>|<br>" in answer.body_html
