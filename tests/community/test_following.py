"""Following questions of others: by one post, told as the asker is, ended by the same link."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from community import personal_data
from community.forum.acceptance import accept_answer
from community.forum.models import Category, Thread
from community.moderation.reviewing import approve_post
from community.moderation.visibility import hide_post
from community.policy import NotAllowed
from community.subscriptions import following, stopping
from community.subscriptions.models import Following
from portal.accounts.models import User
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]


def asked(locale: str = "el", title: str = "Γιατί κρυώνει το δωμάτιο;") -> Thread:
    return factory.thread(accounts.member("Ελένη", locale=locale), locale=locale, title=title)


def follower(thread: Thread, locale: str = "da") -> User:
    member = accounts.member("Følger", locale=locale)
    following.follow(actor=acting(member), thread=thread)
    return member


def kinds(to: User | None) -> list[str]:
    assert to is not None
    queued = OutboundMail.objects.filter(to=to.email).order_by("pk")
    return [mail.kind.rpartition(".")[0] for mail in queued]


def test_who_follows_reads_each_answer_in_a_mail_in_their_own_language() -> None:
    thread = asked()
    member = follower(thread, "ar")
    answer = factory.answer(thread, body="Ανοίξτε τη βαλβίδα.")
    (mail,) = OutboundMail.objects.filter(to=member.email)
    assert (mail.locale, mail.kind) == ("ar", f"answer.followed.{answer.pk}")
    assert "Γιατί κρυώνει το δωμάτιο;" in mail.subject
    assert "> Ανοίξτε τη βαλβίδα." in mail.text
    assert f"/ar/community/t/{thread.pk}/" in mail.text
    assert kinds(thread.author) == ["answer"]


def test_who_follows_is_told_of_the_solution_and_the_asker_who_said_so_is_not() -> None:
    thread = asked()
    member, answer = follower(thread), factory.answer(thread)
    helper = answer.author
    assert helper
    following.follow(actor=acting(helper), thread=thread)
    assert thread.author
    accept_answer(actor=acting(thread.author), answer=answer)
    assert kinds(member) == ["answer.followed", "answer.solved"]
    assert kinds(helper) == ["answer.accepted"]
    assert kinds(thread.author) == ["answer"]


def test_nobody_who_follows_is_told_of_their_own_answer_or_of_what_is_out_of_sight() -> None:
    thread, moderator = asked("id", "Kenapa kamar dingin?"), acting(accounts.moderator())
    member = follower(thread)
    factory.answer(thread, member)
    held = factory.answer(thread, body="http://spam.example/x")
    assert kinds(member) == []
    approve_post(actor=moderator, post=held, seen=1)
    assert kinds(member) == ["answer.followed"]
    hide_post(actor=moderator, post=held, reason="x")
    assert kinds(member) == []


def test_the_link_in_the_mail_ends_it_and_following_again_begins_it_again() -> None:
    thread = asked()
    member = follower(thread)
    factory.answer(thread)
    (mail,) = OutboundMail.objects.filter(to=member.email)
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = stopping.address(member, thread)
    Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    factory.answer(thread)
    assert (len(kinds(member)), following.followed(acting(member))) == (1, [])
    following.follow(actor=acting(member), thread=thread)
    factory.answer(thread)
    assert (len(kinds(member)), following.followed(acting(member))) == (2, [thread])


@pytest.mark.parametrize("by", ["account page", "link about all", "link about another"])
def test_what_a_mails_link_ended_comes_back_by_no_wish_for_other_mails(
    browser: Open, by: str
) -> None:
    thread, other = asked(), asked("id", "Kenapa kamar dingin?")
    member = follower(thread)
    following.follow(actor=acting(member), thread=other)
    # Whoever asked has ended the mails about their own question in the same way.
    for receiver in (member, thread.author):
        assert receiver
        Client().post(stopping.address(receiver, thread), {"List-Unsubscribe": "One-Click"})
        stopping.stop(receiver)
        if by == "account page":
            browser(receiver).post("/da/community/mails/", {"answers": "1"})
        else:
            about = other if by == "link about another" else None
            Client().post(stopping.address(receiver, about), {"what": "again"})
    factory.answer(thread)
    factory.answer(other)
    assert kinds(thread.author) == []
    assert kinds(member) == ["answer.followed"]
    assert following.followed(acting(member)) == [other]
    Client().post(stopping.address(member, thread), {"what": "again"})
    factory.answer(thread)
    assert kinds(member) == ["answer.followed"] * 2


def test_who_wants_no_mails_at_all_is_told_so_when_they_follow(browser: Open) -> None:
    thread, member = asked(), accounts.member(locale="da")
    stopping.stop(member)
    client = browser(member)
    page = client.post(f"/da/community/thread/{thread.pk}/follow/", follow=True).text
    with translation.override("da"):
        assert "notice" in page
    factory.answer(thread)
    assert kinds(member) == []


def test_a_member_follows_by_one_button_and_finds_the_question_again(browser: Open) -> None:
    thread, member = asked(), accounts.member(locale="da")
    client = browser(member)
    path, page = f"/da/community/thread/{thread.pk}/follow/", thread.get_absolute_url()
    assert path in client.get(f"/da{page[3:]}").text
    for _twice in range(2):
        assert client.post(path).status_code == 302
    assert Following.objects.get().member == member
    assert 'name="stop"' in client.get(f"/da{page[3:]}").text
    mine = client.get("/da/community/mine/").text
    assert thread.title in mine
    assert path in mine
    assert client.post(path, {"stop": "mine"}).headers["Location"] == "/da/community/mine/"
    assert not Following.objects.exists()
    assert thread.title not in client.get("/da/community/mine/").text


def test_strangers_see_no_button_and_sign_in_first(browser: Open) -> None:
    thread = asked()
    path = f"/el/community/thread/{thread.pk}/follow/"
    assert path not in Client().get(thread.get_absolute_url(), follow=True).text
    assert "/account/login/" in browser(None).post(path).headers["Location"]


@pytest.mark.parametrize("state", ["own", "locked", "withdrawn", "hidden"])
def test_only_a_question_of_others_that_takes_answers_is_followed(state: str) -> None:
    thread = asked()
    changes = {
        "locked": {"state": "locked"},
        "withdrawn": {"title": ""},
        "hidden": {"hidden": True},
    }
    Thread.objects.update(**changes.get(state, {"answer_count": 0}))
    member = thread.author if state == "own" else accounts.member()
    assert member
    with pytest.raises(NotAllowed):
        following.follow(actor=acting(member), thread=thread)
    assert not Following.objects.exists()


def test_a_question_has_so_many_followers_and_a_member_follows_so_many() -> None:
    thread, member = asked(), accounts.member()
    names = [f"many{number}@example.com" for number in range(following.MOST_FOLLOWERS)]
    User.objects.bulk_create(User(email=name) for name in names)
    many = User.objects.filter(email__in=names)
    Following.objects.bulk_create(Following(member=one, thread=thread) for one in many)
    with pytest.raises(NotAllowed):
        following.follow(actor=acting(member), thread=thread)
    place = Category.objects.get()
    Thread.objects.bulk_create(
        Thread(category=place, locale="el", title=f"{number}")
        for number in range(following.MOST_FOLLOWED)
    )
    others = Thread.objects.exclude(pk=thread.pk)
    Following.objects.bulk_create(Following(member=member, thread=one) for one in others)
    with pytest.raises(NotAllowed):
        following.follow(actor=acting(member), thread=asked("ar", "لماذا الغرفة باردة؟"))
    # Who stops makes room.
    following.unfollow(actor=acting(many[0]), thread=thread)
    following.unfollow(actor=acting(member), thread=others[0])
    following.follow(actor=acting(member), thread=thread)


def test_what_is_followed_is_exported_and_goes_with_the_account() -> None:
    thread = asked()
    member = follower(thread)
    since = Following.objects.get().since.isoformat()
    assert personal_data.export(member)["follows"] == [{"question": thread.pk, "since": since}]
    personal_data.erase(member)
    assert not Following.objects.exists()
