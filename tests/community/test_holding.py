"""First posts with links wait for a moderator, and nobody else meets such a link anywhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.forum.editing import edit_post
from community.forum.figures import usual_wait_for_answer, usual_wait_for_review
from community.forum.holding import NEW_FOR, SHOWN_POSTS
from community.forum.models import HeldEdit, Post, Revision, Thread
from community.forum.withdrawal import restore_post, withdraw_post
from community.moderation.reviewing import approve_post, refuse_post
from community.search_source import ThreadSource
from portal.accounts.models import User
from portal.caching.testing import forget_pages
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]

LINKS = [
    "Κοίτα http://spam.example/a",
    "[δωρεάν](https://spam.example)",
    "<https://spam.example>",
    "[a]: //spam.example\n\nΔες [a]",
    "www.spam.example",
    "WWW．spam．example",
    "spam。shop",
    "sp\u200bam.c\u00adom",
    "spam.com",
    "t.me/spam",
    "ftp://spam.example",
    "hxxp://spam.example",
    "https:&#47;&#47;spam.example",
    "spa**m**.com",
    "`https://spam.example`",
    "write@spam.com",
    "اشتر من spam.xyz الآن",
]
NONE = [
    "Το v2.10.3 στα 230V.",
    "Δες [τις οδηγίες](/el/help/cold-room/).",
    "[πάνω](#answer-1)",
    "Πρώτα και/ή μετά... τι;",
    "klokken 12.30/13.00, ca.3 m",
    "مرحبا. الغرفة باردة",
]


def test_what_leads_elsewhere_is_held() -> None:
    kept = {body: factory.thread(body=body).hidden for body in LINKS}
    assert all(kept.values()), [body for body, is_held in kept.items() if not is_held]


def test_what_leads_nowhere_else_is_not() -> None:
    kept = {body: factory.thread(body=body).hidden for body in NONE}
    assert not any(kept.values()), [body for body, is_held in kept.items() if is_held]


def test_a_title_is_looked_at_too() -> None:
    assert factory.thread(title="Cheap at www.spam.example").hidden


def old(name: str = "Παλιά") -> User:
    return accounts.member(name, date_joined=timezone.now() - NEW_FOR - timedelta(hours=1))


def posts(member: User, number: int) -> None:
    for _each in range(number):
        factory.thread(member)


def test_an_account_is_new_for_a_day_and_until_it_has_shown_three_posts() -> None:
    young, silent, known = accounts.member(), old(), old()
    posts(young, SHOWN_POSTS)
    posts(silent, SHOWN_POSTS - 1)
    posts(known, SHOWN_POSTS)
    body = "https://spam.example"
    assert [factory.thread(one, body=body).hidden for one in (young, silent, known)] == [
        True,
        True,
        False,
    ]


def test_held_posts_do_not_make_an_account_known() -> None:
    member = old()
    for _each in range(SHOWN_POSTS + 2):
        assert factory.thread(member, body="https://spam.example").hidden


def test_staff_and_moderators_never_wait() -> None:
    assert not factory.thread(accounts.moderator(), body="https://spam.example").hidden


def burst(member: User) -> tuple[Thread, list[Post]]:
    """A thread of somebody else's, and all that a spammer does to it and beside it."""
    thread = factory.thread(locale="el")
    plain = factory.answer(thread, member, body="Δοκίμασε τη βαλβίδα.")
    actor = acting(member)
    edit_post(actor=actor, post=plain, body="Δες zqspam.example/x", revision=1)
    taken = factory.answer(thread, member, body="http://zqspam.example")
    withdraw_post(actor=actor, post=taken)
    restore_post(actor=actor, post=taken)
    cleaned = factory.answer(thread, member, body="http://zqspam.example")
    edit_post(actor=actor, post=cleaned, body="Τίποτα.", revision=1)
    made = [plain, taken, factory.answer(thread, member, body="www.zqspam.example")]
    question = factory.thread(member, title="zqspam.com", body="http://zqspam.example")
    return thread, [*made, factory.question(question)]


def test_a_spam_burst_never_shows_a_link_to_anybody_else(browser: Open) -> None:
    spammer = accounts.member("Spammer")
    thread, made = burst(spammer)
    plain, *held = made
    assert set(Post.objects.held()) == set(held)
    assert [edit.post for edit in HeldEdit.objects.waiting()] == [plain]
    paths = ["/el/community/", "/el/community/c/heating/", "/el/", thread.get_absolute_url()]
    paths += [f"/el/community/p/{post.pk}/history/" for post in Post.objects.all()]
    paths += [f"/el/community/t/{one.pk}/" for one in Thread.objects.all()]
    for client in (browser(), browser(thread.author), browser(accounts.member())):
        for path in paths:
            forget_pages()
            assert "zqspam" not in client.get(path, follow=True).content.decode(), path
    documents = ThreadSource().documents([str(one.pk) for one in Thread.objects.all()])
    assert "zqspam" not in str(
        [vars(one) if hasattr(one, "__dict__") else one for one in documents]
    )
    assert not OutboundMail.objects.filter(text__contains="zqspam").exists()
    assert thread.first_reply_at is None or "zqspam" not in thread.title


def test_held_answers_move_nothing() -> None:
    thread = factory.thread()
    before = (thread.active_at, thread.first_reply_at, thread.answer_count)
    factory.answer(thread, body="http://spam.example")
    thread.refresh_from_db()
    assert (thread.active_at, thread.first_reply_at, thread.answer_count) == before


def test_the_author_reads_a_held_post_and_that_it_waits(browser: Open) -> None:
    author = accounts.member("Νίκος")
    thread = factory.thread(author, body="http://mine.example")
    answer = factory.answer(factory.thread(), author, body="http://mine.example")
    for post in (factory.question(thread), answer):
        page = browser(author).get(f"/en{post.thread.get_absolute_url()[3:]}")
        assert "mine.example" in page.content.decode()
        assert "A person looks at this first." in page.content.decode()


def test_after_posting_it_says_that_the_post_is_held(browser: Open) -> None:
    thread, author = factory.thread(), accounts.member()
    page = browser(author).post(
        f"/en/community/thread/{thread.pk}/answer/", {"body": "http://a.example"}, follow=True
    )
    assert "A person looks at this first." in page.content.decode()
    assert "Everyone can see your answer" not in page.content.decode()


def test_a_moderator_publishes_in_one_act_from_the_queue(browser: Open) -> None:
    post = factory.question(factory.thread(locale="el", body="http://mine.example"))
    client = browser(accounts.moderator())
    assert "mine.example" in client.get("/el/community/moderation/").content.decode()
    path = f"/el/community/thread/{post.thread_id}/moderate/"
    answer = client.post(path, {"verb": "approve", "back": "queue", "seen": "1"})
    assert answer.headers["Location"] == "/el/community/moderation/"
    assert "mine.example" in browser().get(post.get_absolute_url()).content.decode()
    assert list(ThreadSource().keys()) == [str(post.thread_id)]


def test_what_was_let_through_may_be_edited_as_long_as_no_other_link_is_added() -> None:
    author = accounts.member()
    post = factory.question(factory.thread(author, body="http://mine.example"))
    approve_post(actor=acting(accounts.moderator()), post=post, seen=1)
    actor = acting(author)
    post = edit_post(actor=actor, post=post, body="Και http://mine.example", revision=1)
    assert post.is_shown
    post = edit_post(actor=actor, post=post, body="Και http://other.example", revision=2)
    assert (post.is_shown, post.body) == (True, "Και http://mine.example")
    assert [one.was_shown for one in Revision.objects.order_by("number")] == [True]
    assert HeldEdit.objects.get().body == "Και http://other.example"


def test_a_refused_post_is_seen_by_moderators_alone(browser: Open) -> None:
    author, moderator = accounts.member(), accounts.moderator()
    post = factory.question(factory.thread(author, body="http://mine.example"))
    path = post.get_absolute_url()
    refuse_post(actor=acting(moderator), post=post, seen=1)
    assert browser(author).get(path).status_code == 404
    assert browser(moderator).get(path).status_code == 200
    assert not acting(author).may("community.edit", Post.objects.get(pk=post.pk))


def test_how_long_it_takes_is_told_only_where_it_was_counted() -> None:
    now, author = timezone.now(), accounts.member()
    for number in range(29):
        thread = factory.thread(author, locale="el", at=now - timedelta(days=20, minutes=number))
        if number < 20:
            Thread.objects.filter(pk=thread.pk).update(
                first_reply_at=thread.created_at + timedelta(hours=2)
            )
    assert usual_wait_for_answer("el") is None
    factory.thread(author, locale="el", at=now - timedelta(days=10))
    assert usual_wait_for_answer("el") == timedelta(days=1)
    assert usual_wait_for_answer("da") is None
    # Questions that nobody has answered count as such: of 41, 20 are no majority.
    for _each in range(11):
        factory.thread(author, locale="el", at=now - timedelta(days=10))
    assert usual_wait_for_answer("el") is None


def test_how_long_a_review_takes_is_told_only_where_it_was_counted() -> None:
    now, question = timezone.now(), factory.question(factory.thread())
    rows = [
        Post(
            thread=question.thread,
            body="x",
            locale="el",
            held_at=now - timedelta(days=3),
            reviewed_at=now - timedelta(days=3) + timedelta(hours=3),
        )
        for _each in range(30)
    ]
    assert usual_wait_for_review() is None
    Post.objects.bulk_create(rows)
    assert usual_wait_for_review() == timedelta(hours=4)
