"""What the verbs promise: who may, once only, and the course of a thread."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from community.forum.acceptance import accept_answer, withdraw_acceptance
from community.forum.models import Post, PostVote, Report, Thread
from community.forum.reporting import report_post
from community.forum.votes import cast_vote, withdraw_vote
from community.moderation.dismissal import dismiss_reports
from community.moderation.locking import lock_thread, unlock_thread
from community.moderation.models import ModerationAction
from community.moderation.moving import move_thread
from community.moderation.visibility import hide_post, show_post
from community.policy import NotAllowed
from portal.text.policy import VERSION
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db


def fresh(thread: Thread) -> Thread:
    return Thread.objects.get(pk=thread.pk)


def test_a_form_posts_a_question_once() -> None:
    author, key = accounts.member(), uuid4()
    first = factory.thread(author, idempotency_key=key)
    again = factory.thread(author, idempotency_key=key, title="Sent again by the back button")
    assert again == first
    assert Thread.objects.count() == 1


def test_a_form_posts_an_answer_once() -> None:
    thread, helper, key = factory.thread(), accounts.member(), uuid4()
    first = factory.answer(thread, helper, idempotency_key=key)
    assert factory.answer(thread, helper, idempotency_key=key) == first
    assert fresh(thread).answer_count == 1


def test_markdown_is_rendered_once_and_harmless() -> None:
    thread = factory.thread(body="**Hot** <script>alert(1)</script> [x](javascript:alert(1))")
    question = factory.question(thread)
    assert "<strong>Hot</strong>" in question.body_html
    assert "<script" not in question.body_html
    assert "href" not in question.body_html
    assert question.policy == VERSION


def test_a_category_refuses_languages_it_does_not_take() -> None:
    nordic = factory.category("north", languages=["nb", "da"])
    with pytest.raises(NotAllowed, match="language"):
        factory.thread(category=nordic, locale="el")
    assert factory.thread(category=nordic, locale="nb").category == nordic


def test_the_first_reply_is_the_first_by_somebody_else() -> None:
    asker = accounts.member()
    thread = factory.thread(asker)
    factory.answer(thread, asker)
    assert fresh(thread).first_reply_at is None
    reply = factory.answer(thread)
    factory.answer(thread)
    assert fresh(thread).first_reply_at == reply.created_at
    assert fresh(thread).answer_count == 3


def test_only_the_asker_or_a_moderator_accepts() -> None:
    asker = accounts.member()
    answer = factory.answer(factory.thread(asker))
    with pytest.raises(NotAllowed):
        accept_answer(actor=acting(accounts.member()), answer=answer)
    accept_answer(actor=acting(asker), answer=answer)
    assert fresh(answer.thread).state == Thread.State.SOLVED
    withdraw_acceptance(actor=acting(accounts.moderator()), answer=answer)
    assert fresh(answer.thread).state == Thread.State.OPEN


def test_accepting_another_answer_takes_the_first_ones_place() -> None:
    asker = accounts.member()
    thread = factory.thread(asker)
    first, second = factory.answer(thread), factory.answer(thread)
    accept_answer(actor=acting(asker), answer=first)
    accept_answer(actor=acting(asker), answer=second)
    assert thread.posts.accepted().get() == second


def test_the_database_refuses_two_accepted_answers() -> None:
    asker = accounts.member()
    thread = factory.thread(asker)
    accepted = accept_answer(actor=acting(asker), answer=factory.answer(thread))
    other = factory.answer(thread)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=other.pk).update(accepted_at=accepted.accepted_at)


def test_one_vote_each_and_none_on_ones_own() -> None:
    helper, reader = accounts.member(), accounts.member()
    answer = factory.answer(factory.thread(), helper)
    cast_vote(actor=acting(reader), answer=answer)
    assert cast_vote(actor=acting(reader), answer=answer).vote_count == 1
    with pytest.raises(NotAllowed):
        cast_vote(actor=acting(helper), answer=answer)
    assert withdraw_vote(actor=acting(reader), answer=answer).vote_count == 0
    assert not PostVote.objects.exists()


def test_one_report_for_each_member_and_post() -> None:
    reader, thread = acting(accounts.member()), factory.thread()
    question, answer = factory.question(thread), factory.answer(thread)
    first = report_post(actor=reader, post=question, reason="spam", comment="Buy!")
    again = report_post(actor=reader, post=question, reason="abuse")
    other = report_post(actor=reader, post=answer, reason="abuse")
    assert first == again
    assert first.reason == "spam"
    assert other != first
    with pytest.raises(NotAllowed):
        report_post(actor=acting(thread.author), post=question, reason="spam")


def test_hiding_the_accepted_answer_opens_the_thread_and_showing_it_solves_it() -> None:
    asker, moderator = accounts.member(), accounts.moderator()
    answer = factory.answer(factory.thread(asker))
    accept_answer(actor=acting(asker), answer=answer)
    report_post(actor=acting(accounts.member()), post=answer, reason="wrong")
    hide_post(actor=acting(moderator), post=answer, reason="Dangerous")
    assert fresh(answer.thread).state == Thread.State.OPEN
    assert fresh(answer.thread).answer_count == 0
    assert Report.objects.get().outcome == Report.Outcome.ACTED
    show_post(actor=acting(moderator), post=answer, reason="It was right")
    assert fresh(answer.thread).state == Thread.State.SOLVED
    assert [action.verb for action in ModerationAction.objects.all()] == ["show", "hide"]


def test_a_locked_thread_takes_nothing_and_finds_back() -> None:
    asker, moderator = accounts.member(), accounts.moderator()
    answer = factory.answer(factory.thread(asker))
    accept_answer(actor=acting(asker), answer=answer)
    lock_thread(actor=acting(moderator), thread=answer.thread, reason="Done")
    with pytest.raises(NotAllowed):
        factory.answer(answer.thread)
    with pytest.raises(NotAllowed):
        withdraw_acceptance(actor=acting(asker), answer=answer)
    unlock_thread(actor=acting(moderator), thread=answer.thread, reason="More to say")
    assert fresh(answer.thread).state == Thread.State.SOLVED


def test_moving_notes_where_from_and_where_to() -> None:
    thread, moderator = factory.thread(), accounts.moderator()
    move_thread(actor=acting(moderator), thread=thread, to=factory.category("app"), reason="App")
    action = ModerationAction.objects.get()
    assert (action.before, action.after) == ("heating", "app")
    nordic = factory.category("north", languages=["nb"])
    with pytest.raises(NotAllowed):
        move_thread(actor=acting(moderator), thread=thread, to=nordic, reason="No")


def test_dismissing_closes_the_reports_of_that_post_only() -> None:
    thread, moderator = factory.thread(), accounts.moderator()
    question, answer = factory.question(thread), factory.answer(thread)
    for post in (question, answer):
        report_post(actor=acting(accounts.member()), post=post, reason="spam")
    assert dismiss_reports(actor=acting(moderator), post=question, reason="Fine") == 1
    assert Report.objects.open().get().post == answer


@pytest.mark.parametrize("verb", [hide_post, show_post, dismiss_reports])
def test_members_do_not_moderate(verb: Any) -> None:
    question = factory.question(factory.thread())
    with pytest.raises(NotAllowed):
        verb(actor=acting(accounts.member()), post=question, reason="Mine")


def test_a_thread_is_hidden_as_long_as_its_question_is() -> None:
    thread, moderator = factory.thread(), acting(accounts.moderator())
    question = factory.question(thread)
    hide_post(actor=moderator, post=question, reason="x")
    assert fresh(thread).hidden
    hide_post(actor=moderator, post=factory.answer(thread, moderator.user), reason="x")
    assert fresh(thread).hidden
    show_post(actor=moderator, post=question, reason="x")
    assert not fresh(thread).hidden


def test_a_reply_that_is_hidden_is_no_first_reply() -> None:
    thread, moderator = factory.thread(), acting(accounts.moderator())
    spam, reply = factory.answer(thread), factory.answer(thread)
    hide_post(actor=moderator, post=spam, reason="Spam")
    assert fresh(thread).first_reply_at == reply.created_at
    show_post(actor=moderator, post=spam, reason="It was none")
    assert fresh(thread).first_reply_at == spam.created_at


def test_acts_are_noted_on_the_post_or_on_the_thread_as_such() -> None:
    thread, moderator = factory.thread(), acting(accounts.moderator())
    question = factory.question(thread)
    hide_post(actor=moderator, post=question, reason="x")
    lock_thread(actor=moderator, thread=thread, reason="x")
    noted = ModerationAction.objects.order_by("pk").values_list("verb", "post", "thread")
    assert list(noted) == [("hide", question.pk, None), ("lock", None, thread.pk)]


def test_a_key_used_for_a_question_posts_no_answer_and_loses_nothing() -> None:
    author, key = accounts.member(), uuid4()
    thread = factory.thread(author, idempotency_key=key)
    assert factory.answer(factory.thread(), author, idempotency_key=key).thread == thread
    assert not Post.objects.answers().exists()


def shape(post: Post, **changes: object) -> Callable[[], object]:
    return lambda: Post.objects.filter(pk=post.pk).update(**changes)


def test_the_database_refuses_what_no_verb_would_do() -> None:
    thread = factory.thread()
    question, answer = factory.question(thread), factory.answer(thread, idempotency_key=uuid4())
    other = factory.answer(thread, answer.author)
    for wrong in (
        shape(question, accepted_at=question.created_at),
        shape(answer, kind=Post.Kind.QUESTION),
        shape(answer, kind="poem"),
        shape(answer, state="lost"),
        shape(other, idempotency_key=answer.idempotency_key),
        lambda: ModerationAction.objects.create(verb="hide", reason="of nothing"),
        lambda: ModerationAction.objects.create(
            verb="hide", reason="of both", thread=thread, post=answer
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
