"""What members do in a thread, and how nothing they typed is lost."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from community.forum.models import Draft, Post, PostVote, Report, Thread
from tests.factories import accounts
from tests.factories import community as factory

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]


def test_an_answer_is_posted_once_and_seen(browser: Open) -> None:
    thread, client, key = factory.thread(), browser(accounts.member("Kostas")), str(uuid4())
    for _ in range(2):
        response = client.post(
            f"/en/community/thread/{thread.pk}/answer/", {"body": "Bleed **it**.", "key": key}
        )
        assert response.status_code == 302
    page = client.get(response.headers["Location"]).content.decode()
    assert "Bleed <strong>it</strong>" in page
    assert "Kostas" in page
    assert Post.objects.answers().count() == 1


def test_a_preview_shows_the_answer_and_posts_nothing(browser: Open) -> None:
    thread = factory.thread()
    response = browser(accounts.member()).post(
        f"/en/community/thread/{thread.pk}/answer/", {"body": "Bleed *it*.", "action": "preview"}
    )
    page = response.content.decode()
    assert "Bleed <em>it</em>" in page
    assert "Bleed *it*." in page
    assert not Post.objects.answers().exists()


def test_too_long_an_answer_comes_back_whole(browser: Open) -> None:
    thread, text = factory.thread(), "word " * 5000 + "END"
    response = browser(accounts.member()).post(
        f"/en/community/thread/{thread.pk}/answer/", {"body": text}
    )
    assert response.status_code == 422
    assert "END" in response.content.decode()


def test_an_answer_survives_an_expired_sign_in(browser: Open) -> None:
    thread, member, client = factory.thread(), accounts.member(), browser()
    path = f"/en/community/thread/{thread.pk}/answer/"
    response = client.post(path, {"body": "Words I would hate to lose."})
    assert response.status_code == 302
    assert "/account/login/" in response.headers["Location"]
    signed_in = client.post(
        response.headers["Location"],
        {"login": member.email, "password": accounts.PASSWORD},
    )
    assert signed_in.headers["Location"] == f"{thread.get_absolute_url()}#answer"
    page = client.get(thread.get_absolute_url()).content.decode()
    assert "Words I would hate to lose." in page
    assert "It has not been posted yet." in page.partition('id="answer"')[2]
    assert not Post.objects.answers().exists()


def test_one_guest_never_sees_what_another_typed(browser: Open) -> None:
    thread, one, other = factory.thread(), browser(), browser()
    one.post(f"/en/community/thread/{thread.pk}/answer/", {"body": "Only mine."})
    other.force_login(accounts.member())
    page = other.get(f"/en/community/t/{thread.pk}/{thread.slug}/").content.decode()
    assert "Only mine." not in page
    assert Draft.objects.get().owner is None


def test_a_locked_thread_says_so_and_keeps_the_words(browser: Open) -> None:
    thread = factory.thread()
    Thread.objects.update(state=Thread.State.LOCKED)
    response = browser(accounts.member()).post(
        f"/en/community/thread/{thread.pk}/answer/", {"body": "Late words."}
    )
    assert response.status_code == 403
    assert "Late words." in response.content.decode()
    assert "locked" in response.content.decode()


def test_votes_count_once_and_can_be_taken_back(browser: Open) -> None:
    answer = factory.answer(factory.thread())
    client, path = browser(accounts.member()), f"/en/community/a/{answer.pk}/vote/"
    for _ in range(2):
        assert client.post(path).status_code == 302
    assert PostVote.objects.count() == 1
    assert (
        "You found this helpful"
        in client.get(client.post(path).headers["Location"]).content.decode()
    )
    client.post(path, {"withdraw": "1"})
    assert not PostVote.objects.exists()


def test_the_asker_accepts_and_withdraws(browser: Open) -> None:
    asker = accounts.member()
    answer = factory.answer(factory.thread(asker))
    client, path = browser(asker), f"/en/community/a/{answer.pk}/accept/"
    for _ in range(2):
        client.post(path)
    assert Thread.objects.get().state == Thread.State.SOLVED
    client.post(path, {"withdraw": "1"})
    assert Thread.objects.get().state == Thread.State.OPEN


def test_a_report_reaches_the_queue_and_a_moderator_acts(browser: Open) -> None:
    answer = factory.answer(factory.thread(), body="Buy pills")
    path = f"/en/community/thread/{answer.thread_id}/report/{answer.pk}/"
    client = browser(accounts.member())
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": "nonsense"}).status_code == 422
    assert client.post(path, {"reason": "spam", "comment": "See"}).status_code == 302
    client.post(path, {"reason": "abuse"})
    assert Report.objects.get().reason == "spam"
    moderator = browser(accounts.moderator())
    assert "Buy pills" in moderator.get("/en/community/moderation/").content.decode()
    act = f"/en/community/a/{answer.pk}/moderate/"
    assert moderator.post(act, {"verb": "hide", "reason": ""}).status_code == 422
    done = moderator.post(act, {"verb": "hide", "reason": "Spam", "back": "queue"})
    assert done.headers["Location"] == "/en/community/moderation/"
    assert "Buy pills" not in moderator.get("/en/community/moderation/").content.decode()


def test_an_answer_of_another_thread_is_not_reported_here(browser: Open) -> None:
    answer, other = factory.answer(factory.thread()), factory.thread()
    path = f"/en/community/thread/{other.pk}/report/{answer.pk}/"
    assert browser(accounts.member()).post(path, {"reason": "spam"}).status_code == 404


def test_a_moderator_locks_moves_and_shows_again(browser: Open) -> None:
    thread, client = factory.thread(), browser(accounts.moderator())
    factory.category("app")
    path = f"/en/community/thread/{thread.pk}/moderate/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"verb": "move", "reason": "App"}).status_code == 422
    for fields in (
        {"verb": "lock"},
        {"verb": "unlock"},
        {"verb": "move", "category": "app"},
        {"verb": "hide"},
        {"verb": "show"},
    ):
        assert client.post(path, fields | {"reason": "Because"}).status_code == 302
    assert Thread.objects.get().category.slug == "app"


def test_too_many_answers_wait_and_keep_the_words(browser: Open) -> None:
    thread, client = factory.thread(), browser(accounts.member())
    path = f"/en/community/thread/{thread.pk}/answer/"
    answers = [client.post(path, {"body": f"Words number {n}"}) for n in range(5)]
    assert [response.status_code for response in answers] == [302] * 4 + [429]
    assert "Words number 4" in answers[-1].content.decode()


def test_a_post_from_another_site_does_nothing(browser: Open) -> None:
    answer, client = factory.answer(factory.thread()), browser(accounts.member())
    response = client.post(
        f"/en/community/a/{answer.pk}/vote/", headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 200
    assert not PostVote.objects.exists()
