"""Each verb tells what happened, in its transaction; who listens keeps up with it or undoes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.dispatch import Signal

from community.forum import events
from community.forum.acceptance import accept_answer, withdraw_acceptance
from community.forum.editing import edit_post
from community.forum.held_edits import latest_text
from community.forum.models import Post, Report, Thread
from community.forum.posting import post_answer, post_question
from community.forum.reporting import report_post
from community.forum.votes import cast_vote, withdraw_vote
from community.forum.withdrawal import restore_post, withdraw_post
from community.moderation.dismissal import dismiss_reports
from community.moderation.locking import lock_thread, unlock_thread
from community.moderation.members import suspend, unsuspend
from community.moderation.moving import move_thread
from community.moderation.reviewing import approve_post, refuse_post
from community.moderation.visibility import hide_post, show_post
from portal.accounts.models import User
from portal.actors import Actor
from portal.caching.models import Generation
from search.index.models import Change
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Scene:
    """A thread with an answer, and the people around it."""

    asker: Actor
    reader: Actor
    moderator: Actor
    thread: Thread
    question: Post
    answer: Post
    key: Any = field(default_factory=uuid4)


def make_scene() -> Scene:
    asker = accounts.member("Asker")
    thread = factory.thread(asker, locale="el")
    answer = factory.answer(thread)
    factory.category("app")
    return Scene(
        acting(asker),
        acting(accounts.member("Reader")),
        acting(accounts.moderator()),
        thread,
        factory.question(thread),
        answer,
    )


def _accepted(made: Scene) -> None:
    accept_answer(actor=made.asker, answer=made.answer)


def _voted(made: Scene) -> None:
    cast_vote(actor=made.reader, answer=made.answer)


def _reported(made: Scene) -> None:
    report_post(actor=made.reader, post=made.answer, reason="spam")


def _hidden(made: Scene) -> None:
    hide_post(actor=made.moderator, post=made.answer, reason="x")


def _locked(made: Scene) -> None:
    lock_thread(actor=made.moderator, thread=made.thread, reason="x")


def _nothing(made: Scene) -> None:
    return


def _ask(made: Scene) -> None:
    post_question(
        actor=made.reader,
        category=made.thread.category,
        locale="ar",
        title="لماذا الغرفة باردة؟",
        body="منذ يوم الأحد",
        idempotency_key=made.key,
    )


def _answer(made: Scene) -> None:
    post_answer(actor=made.reader, thread=made.thread, body="Άνοιξέ το.", idempotency_key=made.key)


def _move(made: Scene) -> None:
    app = factory.category("app")
    move_thread(actor=made.moderator, thread=made.thread, to=app, reason="x")


@dataclass(frozen=True)
class Case:
    """A verb: what went before, what it does, what it tells, and what readers notice of it."""

    before: Callable[[Scene], None]
    act: Callable[[Scene], None]
    event: Signal
    is_found_otherwise: bool = True
    is_seen: bool = True


def _held(made: Scene) -> None:
    Post.objects.filter(pk=made.answer.pk).update(state=Post.State.HELD)


def _edited(made: Scene) -> None:
    edit_post(actor=made.asker, post=made.question, body="Άλλες λέξεις", revision=1)


def _withdrawn(made: Scene) -> None:
    withdraw_post(actor=made.asker, post=made.question)


def _restored(made: Scene) -> None:
    restore_post(actor=made.asker, post=made.question)


def _approved(made: Scene) -> None:
    approve_post(actor=made.moderator, post=made.answer, seen=1)


def _refused(made: Scene) -> None:
    refuse_post(actor=made.moderator, post=made.answer, seen=1)


def _changing(made: Scene) -> None:
    edit_post(actor=made.asker, post=made.question, body="Δες http://a.example", revision=1)


def _latest(made: Scene) -> int:
    return latest_text(Post.objects.get(pk=made.question.pk)).number


def _change_approved(made: Scene) -> None:
    approve_post(actor=made.moderator, post=made.question, seen=_latest(made))


def _change_refused(made: Scene) -> None:
    refuse_post(actor=made.moderator, post=made.question, seen=_latest(made))


def _suspended(made: Scene) -> None:
    suspend(actor=made.moderator, member=_member(made), reason="x")


def _unsuspended(made: Scene) -> None:
    unsuspend(actor=made.moderator, member=_member(made), reason="x")


def _member(made: Scene) -> User:
    return User.objects.get(pk=made.reader.user.pk)


CASES = {
    "ask": Case(_nothing, _ask, events.posted),
    "answer": Case(_nothing, _answer, events.posted),
    "accept": Case(_nothing, _accepted, events.accepted),
    "withdraw acceptance": Case(
        _accepted,
        lambda made: withdraw_acceptance(actor=made.asker, answer=made.answer) and None,
        events.acceptance_withdrawn,
    ),
    "vote": Case(_nothing, _voted, events.voted, is_found_otherwise=False),
    "withdraw vote": Case(
        _voted,
        lambda made: withdraw_vote(actor=made.reader, answer=made.answer) and None,
        events.vote_withdrawn,
        is_found_otherwise=False,
    ),
    "report": Case(_nothing, _reported, events.reported, is_found_otherwise=False, is_seen=False),
    "hide": Case(_nothing, _hidden, events.hidden),
    "show": Case(
        _hidden,
        lambda made: show_post(actor=made.moderator, post=made.answer, reason="x") and None,
        events.shown,
    ),
    "edit": Case(_nothing, _edited, events.edited),
    "withdraw": Case(_nothing, _withdrawn, events.withdrawn),
    "restore": Case(_withdrawn, _restored, events.restored),
    "approve": Case(_held, _approved, events.approved),
    "refuse": Case(_held, _refused, events.refused),
    "approve a change": Case(_changing, _change_approved, events.edit_approved),
    "refuse a change": Case(
        _changing,
        _change_refused,
        events.edit_refused,
        is_found_otherwise=False,
        is_seen=False,
    ),
    "suspend": Case(
        _nothing, _suspended, events.suspended, is_found_otherwise=False, is_seen=False
    ),
    "unsuspend": Case(
        _suspended, _unsuspended, events.unsuspended, is_found_otherwise=False, is_seen=False
    ),
    "lock": Case(_nothing, _locked, events.locked),
    "unlock": Case(
        _locked,
        lambda made: unlock_thread(actor=made.moderator, thread=made.thread, reason="x") and None,
        events.unlocked,
    ),
    "move": Case(_nothing, _move, events.moved),
    "dismiss": Case(
        _reported,
        lambda made: dismiss_reports(actor=made.moderator, post=made.answer, reason="x") and None,
        events.reports_dismissed,
        is_found_otherwise=False,
        is_seen=False,
    ),
}
ALL = {name: event for name, event in vars(events).items() if isinstance(event, Signal)}
each_verb = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@pytest.fixture
def heard() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """What is told, by the event's name, as long as it is told within a transaction."""
    told: list[tuple[str, dict[str, Any]]] = []

    def listener(name: str) -> Callable[..., None]:
        def hear(**what: Any) -> None:
            assert connection.in_atomic_block
            told.append((name, what))

        return hear

    listeners = {name: listener(name) for name in ALL}
    for name, event in ALL.items():
        event.connect(listeners[name])
    yield told
    for name, event in ALL.items():
        event.disconnect(listeners[name])


def everything() -> dict[str, list[Any]]:
    """All rows of the community, of the index log and of the pages' generation."""
    models = [*apps.get_app_config("community").get_models(), Change, Generation]
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
    }


def test_no_event_is_missing_here() -> None:
    assert {id(case.event) for case in CASES.values()} == {id(event) for event in ALL.values()}


@each_verb
def test_a_verb_tells_one_thing_within_its_transaction(
    case: Case, heard: list[tuple[str, dict[str, Any]]]
) -> None:
    made = make_scene()
    case.before(made)
    heard.clear()
    assert not connection.in_atomic_block
    case.act(made)
    ((name, what),) = heard
    assert ALL[name] is case.event
    assert what["actor"] in (made.asker, made.reader, made.moderator)
    assert what["at"]
    assert isinstance(
        what.get("post") or what.get("thread") or what.get("report") or what["member"],
        Post | Thread | Report | User,
    )


@each_verb
def test_what_changes_nothing_is_not_told(
    case: Case, heard: list[tuple[str, dict[str, Any]]]
) -> None:
    made = make_scene()
    case.before(made)
    case.act(made)
    heard.clear()
    before = everything()
    case.act(made)
    assert heard == []
    assert everything() == before


@each_verb
def test_a_listener_that_fails_undoes_the_verb(case: Case) -> None:
    made = make_scene()
    case.before(made)
    before = everything()

    def fail(**what: Any) -> None:
        raise RuntimeError("no")

    case.event.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="no"):
            case.act(made)
    finally:
        case.event.disconnect(fail)
    assert everything() == before


@each_verb
def test_search_and_pages_hear_of_what_readers_notice(case: Case) -> None:
    made = make_scene()
    case.before(made)
    log, generation = Change.objects.count(), Generation.objects.get().number
    case.act(made)
    assert (Change.objects.count() > log) == case.is_found_otherwise
    assert (Generation.objects.get().number > generation) == case.is_seen


def test_what_is_posted_says_from_which_form_and_by_whom(
    heard: list[tuple[str, dict[str, Any]]],
) -> None:
    made = make_scene()
    heard.clear()
    _ask(made)
    ((_name, what),) = heard
    assert what["post"].is_question
    assert what["post"].idempotency_key == made.key
    assert what["actor"] == made.reader


def test_an_answer_that_takes_anothers_place_names_it(
    heard: list[tuple[str, dict[str, Any]]],
) -> None:
    made = make_scene()
    _accepted(made)
    heard.clear()
    better = factory.answer(made.thread)
    accept_answer(actor=made.asker, answer=better)
    assert [(what["post"], what["before"]) for name, what in heard if name == "accepted"] == [
        (better, made.answer)
    ]


def test_a_category_that_changes_is_on_every_page() -> None:
    category = factory.category()
    generation = Generation.objects.get().number
    category.names = {"en": "Warmth", "el": "Ζέστη"}
    category.save()
    renamed = Generation.objects.get().number
    assert renamed > generation
    category.delete()
    assert Generation.objects.get().number > renamed
