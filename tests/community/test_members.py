"""A member who harms others is out of sight in one act, and writes no more after another."""

from collections.abc import Callable

import pytest
from django.test import Client

from community.forum.editing import edit_post
from community.forum.models import Place, Post, Thread
from community.forum.posting import post_answer
from community.forum.votes import cast_vote
from community.forum.withdrawal import forget_withdrawn, restore_post, withdraw_post
from community.moderation.members import hidden_at_once, hide_all, show_all, suspend, unsuspend
from community.moderation.models import ModerationAction
from community.moderation.visibility import hide_post, show_post
from community.policy import NotAllowed
from portal.accounts.models import User
from portal.actors import Actor
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]


@pytest.fixture
def moderator() -> Actor:
    return acting(accounts.moderator())


@pytest.fixture
def spammer() -> User:
    """With a question, an answer to another one, a held post and one that was withdrawn."""
    member = accounts.member("Spammer")
    factory.thread(member)
    factory.answer(factory.thread(), member)
    factory.thread(member, body="http://spam.example")
    withdraw_post(actor=acting(member), post=factory.question(factory.thread(member)))
    return member


def states(member: User) -> list[str]:
    return list(Post.objects.filter(author=member).order_by("pk").values_list("state", flat=True))


def test_all_posts_are_hidden_at_once_and_shown_again_as_they_were(
    moderator: Actor, spammer: User
) -> None:
    before = states(spammer)
    assert hide_all(actor=moderator, member=spammer, reason="Spam") == 3
    assert states(spammer) == ["hidden", "hidden", "hidden", "withdrawn"]
    assert Thread.objects.filter(author=spammer, hidden=False).count() == 0
    assert hide_all(actor=moderator, member=spammer, reason="Spam") == 0
    assert show_all(actor=moderator, member=spammer, reason="Λάθος") == 3
    assert states(spammer) == before == ["visible", "visible", "held", "withdrawn"]
    assert show_all(actor=moderator, member=spammer, reason="Λάθος") == 0


def test_what_was_withdrawn_before_does_not_come_back_after(moderator: Actor) -> None:
    member = accounts.member("Spammer")
    posts = [factory.question(factory.thread(member)) for _each in range(2)]
    withdraw_post(actor=acting(member), post=posts[0])
    hide_all(actor=moderator, member=member, reason="Spam")
    with pytest.raises(NotAllowed):
        restore_post(actor=acting(member), post=posts[0])
    show_all(actor=moderator, member=member, reason="Λάθος")
    assert states(member) == ["withdrawn", "visible"]
    # Its text goes with the next run, as of everything that can't be brought back.
    assert forget_withdrawn() > 0
    assert not Thread.objects.filter(posts=posts[0]).exists()


def test_each_act_leaves_a_line_and_so_does_each_post(moderator: Actor, spammer: User) -> None:
    hide_all(actor=moderator, member=spammer, reason="Spam")
    whole = ModerationAction.objects.get(member=spammer)
    assert (whole.verb, whole.before, whole.moderator) == ("hide_all", "3", moderator.account)
    assert whole.parts.count() == 3
    assert {part.verb for part in whole.parts.all()} == {"hide"}


def test_what_somebody_has_decided_since_is_not_undone(moderator: Actor, spammer: User) -> None:
    hide_all(actor=moderator, member=spammer, reason="Spam")
    first = Post.objects.filter(author=spammer).order_by("pk")[0]
    show_post(actor=moderator, post=first, reason="Fine")
    hide_post(actor=moderator, post=first, reason="Not fine")
    assert first.pk not in {part.post_id for part in hidden_at_once(spammer)}
    show_all(actor=moderator, member=spammer, reason="x")
    assert Post.objects.get(pk=first.pk).is_hidden


def test_a_suspended_member_reads_and_does_nothing_else(moderator: Actor) -> None:
    member, thread = accounts.member(), factory.thread()
    own, theirs = factory.answer(thread, member), factory.answer(thread)
    suspend(actor=moderator, member=member, reason="Spam")
    actor = acting(User.objects.get(pk=member.pk))
    assert not actor.may("community.ask", Place(thread.category, "el"))
    for act in (
        lambda: post_answer(actor=actor, thread=thread, body="Πάλι"),
        lambda: edit_post(actor=actor, post=own, body="Πάλι", revision=1),
        lambda: cast_vote(actor=actor, answer=theirs),
    ):
        with pytest.raises(NotAllowed, match="suspended"):
            act()
    assert actor.may("community.read", thread)
    unsuspend(actor=moderator, member=member, reason="Συγγνώμη")
    assert post_answer(actor=acting(User.objects.get(pk=member.pk)), thread=thread, body="Πάλι")
    acts = ModerationAction.objects.filter(member=member).order_by("pk")
    assert [one.verb for one in acts] == ["suspend", "unsuspend"]


def test_a_suspended_member_is_told_so_and_keeps_what_was_typed(
    browser: Open, moderator: Actor
) -> None:
    member, thread = accounts.member(), factory.thread()
    suspend(actor=moderator, member=member, reason="Spam")
    client = browser(member)
    path = f"/el/community/thread/{thread.pk}/answer/"
    answer = client.post(path, {"body": "Οι λέξεις μου"})
    assert answer.status_code == 403
    assert "Οι λέξεις μου" in answer.content.decode()
    page = client.get("/en/community/mine/").content.decode()
    assert "A moderator has suspended your account here." in page


def test_moderators_suspend_nobody_who_works_here(moderator: Actor) -> None:
    for colleague in (accounts.moderator(), accounts.owner(), accounts.translator()):
        with pytest.raises(NotAllowed):
            suspend(actor=moderator, member=colleague, reason="x")
        with pytest.raises(NotAllowed):
            hide_all(actor=moderator, member=colleague, reason="x")


def test_two_acts_on_one_page_with_the_count_before(browser: Open, spammer: User) -> None:
    client = browser(accounts.moderator())
    path = f"/en/community/moderation/member/{spammer.pk}/"
    assert "Hide all 3 posts" in client.get(path).content.decode()
    assert client.post(path, {"verb": "hide_all", "reason": ""}).status_code == 422
    client.post(path, {"verb": "hide_all", "reason": "Spam"})
    client.post(path, {"verb": "suspend", "reason": "Spam"})
    assert User.objects.get(pk=spammer.pk).suspended_at
    page = client.get(path).content.decode()
    assert "Undo: show 3 posts again" in page
    assert "End the suspension" in page
