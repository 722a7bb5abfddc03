"""Two at once: the database lets one thing happen once."""

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from community.forum.acceptance import accept_answer
from community.forum.models import Post, PostVote, Thread
from community.forum.posting import post_answer
from community.forum.votes import cast_vote
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def at_once(*verbs: Callable[[], object]) -> list[Exception]:
    """Run each in a thread of its own, all starting together; returns what they raised."""
    gate, raised = threading.Barrier(len(verbs)), list[Exception]()

    def run(verb: Callable[[], object]) -> None:
        try:
            gate.wait()
            verb()
        except Exception as error:  # noqa: BLE001 - whatever it is fails the test
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_answers_accepted_at_once_leave_one() -> None:
    asker = accounts.member()
    thread = factory.thread(asker)
    answers = [factory.answer(thread) for _ in range(AT_ONCE)]
    raised = at_once(*(lambda a=a: accept_answer(actor=acting(asker), answer=a) for a in answers))
    assert raised == []
    assert Post.objects.accepted().count() == 1
    assert Thread.objects.get().state == Thread.State.SOLVED


def test_a_vote_sent_twice_at_once_counts_once() -> None:
    answer = factory.answer(factory.thread())
    voter, other = accounts.member(), accounts.member()
    voters = [voter] * (AT_ONCE - 1) + [other]
    assert at_once(*(lambda v=v: cast_vote(actor=acting(v), answer=answer) for v in voters)) == []
    assert PostVote.objects.count() == 2
    assert Post.objects.answers().get().vote_count == 2


def test_a_form_sent_twice_at_once_posts_once() -> None:
    thread, helper, key = factory.thread(), accounts.member(), uuid4()

    def verb() -> object:
        return post_answer(actor=acting(helper), thread=thread, body="Once.", idempotency_key=key)

    assert at_once(*[verb] * AT_ONCE) == []
    assert Post.objects.answers().count() == 1
    assert Thread.objects.get().answer_count == 1


def test_different_answers_at_once_are_all_counted() -> None:
    thread = factory.thread()
    helpers = [accounts.member() for _ in range(AT_ONCE)]
    verbs = [
        lambda h=h: post_answer(thread=thread, actor=acting(h), body="Mine.") for h in helpers
    ]
    assert at_once(*verbs) == []
    assert Thread.objects.get().answer_count == AT_ONCE
