"""What the community says about a member, in the form it always had; and what erasure leaves."""

from uuid import uuid4

import pytest
from django.utils import timezone

from community.forum.editing import edit_post
from community.forum.models import Draft, HeldEdit, Post, PostVote, Report, Revision, Thread
from community.forum.reporting import report_post
from community.forum.votes import cast_vote
from community.forum.withdrawal import withdraw_post
from community.moderation.members import hide_all
from community.moderation.models import ModerationAction
from community.moderation.visibility import hide_post
from community.personal_data import erase, export
from community.subscriptions import stopping
from community.subscriptions.models import Silence
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db


def test_the_export_has_the_numbers_that_addresses_have() -> None:
    user, moderator = accounts.member("Ελένη"), acting(accounts.moderator())
    factory.answer(factory.thread())
    thread, other = factory.thread(user, locale="el", body="Ζέστη."), factory.thread()
    at = timezone.now()
    asked_again = {"post": factory.question(thread), "body": "Κρύο.", "revision": 1, "at": at}
    edit_post(actor=acting(user), **asked_again)
    stopping.stop(user, thread, at)
    own, theirs = factory.answer(other, user, body="Πάλι κρύο."), factory.answer(thread)
    hide_post(actor=moderator, post=own, reason="x")
    vote = cast_vote(actor=acting(user), answer=theirs).votes.get()
    asked = report_post(actor=acting(user), post=factory.question(other), reason="spam")
    said = report_post(actor=acting(user), post=theirs, reason="abuse", comment="Όχι έτσι.")
    Draft.objects.create(owner=user, title="Τίτλος", body="Λέξεις")

    assert thread.pk != factory.question(thread).pk
    assert export(user) == {
        "questions": [
            {
                "title": thread.title,
                "text": "Κρύο.",
                "number": thread.pk,
                "language": "el",
                "at": thread.created_at.isoformat(),
                "hidden": False,
                "state": "visible",
                "earlier": [{"title": thread.title, "text": "Ζέστη.", "until": at.isoformat()}],
                "waiting": None,
            }
        ],
        "answers": [
            {
                "question": other.pk,
                "text": "Πάλι κρύο.",
                "number": own.pk,
                "language": "en",
                "at": own.created_at.isoformat(),
                "hidden": True,
                "state": "hidden",
                "earlier": [],
                "waiting": None,
            }
        ],
        "votes": [{"answer": theirs.pk, "at": vote.created_at.isoformat()}],
        "reports": [
            {
                "question": other.pk,
                "answer": None,
                "reason": "spam",
                "comment": "",
                "at": asked.created_at.isoformat(),
            },
            {
                "question": thread.pk,
                "answer": theirs.pk,
                "reason": "abuse",
                "comment": "Όχι έτσι.",
                "at": said.created_at.isoformat(),
            },
        ],
        "suspended": None,
        "follows": [],
        "no_mails_about": [{"question": thread.pk, "since": at.isoformat()}],
        "drafts": [{"title": "Τίτλος", "text": "Λέξεις"}],
    }


def test_after_erasure_posts_stand_without_a_name_or_a_form() -> None:
    user = accounts.member("Ελένη")
    thread = factory.thread(user, idempotency_key=uuid4())
    answer = factory.answer(thread, user, idempotency_key=uuid4())
    theirs = cast_vote(actor=acting(user), answer=factory.answer(thread))
    report_post(actor=acting(user), post=theirs, reason="spam", comment="Όχι έτσι.")
    edit_post(actor=acting(user), post=answer, body="Άλλες λέξεις", revision=1)
    held = factory.thread(user, body="http://mine.example")
    withdraw_post(actor=acting(user), post=factory.answer(thread, user, body="Λέξεις"))
    stopping.stop(user)
    erase(user)
    assert not Thread.objects.filter(pk=held.pk).exists()
    assert not Post.objects.filter(state__in=["held", "withdrawn"]).exists()
    assert not Revision.objects.exists()
    assert not Silence.objects.exists()
    posts = Post.objects.filter(pk__in=[answer.pk, factory.question(thread).pk])
    assert set(posts.values_list("author", "idempotency_key")) == {(None, None)}
    assert Thread.objects.get().author is None
    assert PostVote.objects.get().voter is None
    assert (Report.objects.get().reporter, Report.objects.get().comment) == (None, "")
    assert Post.objects.get(pk=theirs.pk).vote_count == 1


def test_erasure_leaves_what_others_answered() -> None:
    user, other = accounts.member("Ελένη"), accounts.member("Νίκος")
    edited, withdrawn = factory.thread(user, body="Κρύο"), factory.thread(user)
    held = factory.thread(user, body="http://mine.example")
    theirs = [factory.answer(thread, other) for thread in (edited, withdrawn)]
    said = {"title": "mine.com", "body": "http://mine.example", "revision": 1}
    edit_post(actor=acting(user), post=factory.question(edited), **said)
    withdraw_post(actor=acting(user), post=factory.question(withdrawn))
    assert set(Thread.objects.filter(hidden=True)) == {held}
    erase(user)
    assert set(Thread.objects.filter(hidden=False)) == set(Thread.objects.all())
    assert set(Thread.objects.all()) == {edited, withdrawn}
    assert not Thread.objects.filter(title="mine.com").exists()
    assert set(Post.objects.answers()) == set(theirs)
    questions = Post.objects.questions().values_list("state", "body", "body_html", "author")
    assert ("withdrawn", "", "", None) in questions
    assert Post.objects.questions().get(thread=edited).body == "Κρύο"
    assert not HeldEdit.objects.exists()


def test_erasure_leaves_what_moderators_wrote_of_ones_posts() -> None:
    user, moderator = accounts.member(), acting(accounts.moderator())
    post = factory.question(factory.thread(user))
    hide_all(actor=moderator, member=user, reason="Spam")
    user.delete()
    (act,) = ModerationAction.objects.all()
    assert (act.post, act.reason, act.part_of) == (post, "Spam", None)
