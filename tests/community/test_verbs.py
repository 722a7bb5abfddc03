"""What the verbs promise: who may, once only, and the course of a thread."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from community.forum import accept, vote
from community.forum.models import Answer, AnswerVote, Report, Thread
from community.forum.permissions import NotAllowed
from community.forum.report import report
from community.moderation.dismiss import dismiss
from community.moderation.hide import hide, show
from community.moderation.lock import lock, unlock
from community.moderation.models import ModerationAction
from community.moderation.move import move
from portal.caching.models import Generation
from portal.text.policy import VERSION
from search.models import Change
from tests.factories import accounts
from tests.factories import community as factory

pytestmark = pytest.mark.django_db


def fresh(thread: Thread) -> Thread:
    return Thread.objects.get(pk=thread.pk)


def test_a_form_posts_a_question_once() -> None:
    author, once = accounts.member(), uuid4()
    first = factory.thread(author, once=once)
    assert factory.thread(author, once=once, title="Sent again by the back button") == first
    assert Thread.objects.count() == 1


def test_a_form_posts_an_answer_once() -> None:
    thread, helper, once = factory.thread(), accounts.member(), uuid4()
    assert factory.answer(thread, helper, once=once) == factory.answer(thread, helper, once=once)
    assert fresh(thread).answer_count == 1


def test_markdown_is_rendered_once_and_harmless() -> None:
    thread = factory.thread(body="**Hot** <script>alert(1)</script> [x](javascript:alert(1))")
    assert "<strong>Hot</strong>" in thread.body_html
    assert "<script" not in thread.body_html
    assert "href" not in thread.body_html
    assert thread.policy == VERSION


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
        accept.accept(answer=answer, by=accounts.member())
    accept.accept(answer=answer, by=asker)
    assert fresh(answer.thread).state == Thread.State.SOLVED
    accept.withdraw(answer=answer, by=accounts.moderator())
    assert fresh(answer.thread).state == Thread.State.OPEN


def test_accepting_another_answer_takes_the_first_ones_place() -> None:
    asker = accounts.member()
    thread = factory.thread(asker)
    first, second = factory.answer(thread), factory.answer(thread)
    accept.accept(answer=first, by=asker)
    accept.accept(answer=second, by=asker)
    assert thread.accepted == second
    assert Answer.objects.filter(accepted_at__isnull=False).count() == 1


def test_the_database_refuses_two_accepted_answers() -> None:
    asker = accounts.member()
    thread = factory.thread(asker)
    accepted = accept.accept(answer=factory.answer(thread), by=asker)
    other = factory.answer(thread)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=other.pk).update(accepted_at=accepted.accepted_at)


def test_one_vote_each_and_none_on_ones_own() -> None:
    helper, reader = accounts.member(), accounts.member()
    answer = factory.answer(factory.thread(), helper)
    vote.vote(answer=answer, voter=reader)
    assert vote.vote(answer=answer, voter=reader).vote_count == 1
    with pytest.raises(NotAllowed):
        vote.vote(answer=answer, voter=helper)
    assert vote.withdraw(answer=answer, voter=reader).vote_count == 0
    assert not AnswerVote.objects.exists()


def test_one_report_for_each_member_and_post() -> None:
    reader, thread = accounts.member(), factory.thread()
    answer = factory.answer(thread)
    first = report(reporter=reader, thread=thread, reason="spam", comment="Buy!")
    again = report(reporter=reader, thread=thread, reason="abuse")
    other = report(reporter=reader, thread=thread, answer=answer, reason="abuse")
    assert first == again
    assert first.reason == "spam"
    assert other != first
    with pytest.raises(NotAllowed):
        report(reporter=thread.author, thread=thread, reason="spam")  # type: ignore[arg-type]


def test_hiding_the_accepted_answer_opens_the_thread_and_showing_it_solves_it() -> None:
    asker, moderator = accounts.member(), accounts.moderator()
    answer = factory.answer(factory.thread(asker))
    accept.accept(answer=answer, by=asker)
    report(reporter=accounts.member(), thread=answer.thread, answer=answer, reason="wrong")
    hide(post=answer, moderator=moderator, reason="Dangerous")
    assert fresh(answer.thread).state == Thread.State.OPEN
    assert fresh(answer.thread).answer_count == 0
    assert Report.objects.get().outcome == Report.Outcome.ACTED
    show(post=answer, moderator=moderator, reason="It was right")
    assert fresh(answer.thread).state == Thread.State.SOLVED
    assert [action.verb for action in ModerationAction.objects.all()] == ["show", "hide"]


def test_a_locked_thread_takes_nothing_and_finds_back() -> None:
    asker, moderator = accounts.member(), accounts.moderator()
    answer = factory.answer(factory.thread(asker))
    accept.accept(answer=answer, by=asker)
    lock(thread=answer.thread, moderator=moderator, reason="Done")
    with pytest.raises(NotAllowed):
        factory.answer(answer.thread)
    with pytest.raises(NotAllowed):
        accept.withdraw(answer=answer, by=asker)
    unlock(thread=answer.thread, moderator=moderator, reason="More to say")
    assert fresh(answer.thread).state == Thread.State.SOLVED


def test_moving_notes_where_from_and_where_to() -> None:
    thread, moderator = factory.thread(), accounts.moderator()
    move(thread=thread, to=factory.category("app"), moderator=moderator, reason="App")
    action = ModerationAction.objects.get()
    assert (action.before, action.after) == ("heating", "app")
    nordic = factory.category("north", languages=["nb"])
    with pytest.raises(NotAllowed):
        move(thread=thread, to=nordic, moderator=moderator, reason="No")


def test_dismissing_closes_the_reports_of_that_post_only() -> None:
    thread, moderator = factory.thread(), accounts.moderator()
    answer = factory.answer(thread)
    report(reporter=accounts.member(), thread=thread, reason="spam")
    report(reporter=accounts.member(), thread=thread, answer=answer, reason="spam")
    assert dismiss(post=thread, moderator=moderator, reason="Fine") == 1
    assert Report.objects.open().count() == 1


@pytest.mark.parametrize("verb", [hide, show, dismiss])
def test_members_do_not_moderate(verb: object) -> None:
    with pytest.raises(NotAllowed):
        verb(post=factory.thread(), moderator=accounts.member(), reason="Mine")  # type: ignore[operator]


def test_every_visible_change_reaches_search_and_the_page_cache() -> None:
    asker, moderator = accounts.member(), accounts.moderator()
    thread = factory.thread(asker)
    answer = factory.answer(thread)
    steps = [
        lambda: accept.accept(answer=answer, by=asker),
        lambda: hide(post=answer, moderator=moderator, reason="x"),
        lambda: hide(post=thread, moderator=moderator, reason="x"),
        lambda: lock(thread=thread, moderator=moderator, reason="x"),
        lambda: move(thread=thread, to=factory.category("app"), moderator=moderator, reason="x"),
    ]
    for step in steps:
        log, generation = Change.objects.count(), Generation.objects.get().number
        step()
        assert Change.objects.count() > log
        assert Generation.objects.get().number > generation
