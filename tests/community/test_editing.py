"""Own posts are edited, with their history, and withdrawn, with an hour to think better of it."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from community.forum.acceptance import accept_answer
from community.forum.editing import edit_post
from community.forum.held_edits import ChangedMeanwhileError
from community.forum.models import HeldEdit, Post, Revision, Thread
from community.forum.models.posts import UNDO_FOR
from community.forum.posting import post_answer
from community.forum.withdrawal import forget_withdrawn, restore_post, withdraw_post
from community.moderation.locking import lock_thread
from community.moderation.visibility import hide_post
from community.policy import NotAllowed
from community.search_source import ThreadSource
from portal.caching.testing import forget_pages
from portal.support import reading
from search.index.models import Change
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]


def test_an_edit_is_read_found_and_marked_and_the_earlier_text_stays(browser: Open) -> None:
    author = accounts.member("Λένα")
    thread = factory.thread(author, locale="el", title="Κρύο δωμάτιο", body="Παλιό κείμενο")
    path = thread.get_absolute_url()
    assert "Παλιό" in browser().get(path).content.decode()
    Change.objects.all().delete()
    question = factory.question(thread)
    edit_post(actor=acting(author), post=question, title="Ζεστό δωμάτιο", body="*Νέο*", revision=1)
    assert Change.objects.exists()
    page = browser().get(path, follow=True).content.decode()
    assert "<em>Νέο</em>" in page
    assert "Ζεστό δωμάτιο" in page
    assert "Παλιό" not in page
    history = f"/en/community/p/{question.pk}/history/"
    assert history in page
    shown = browser().get(history).content.decode()
    assert "Παλιό κείμενο" in shown
    assert "Κρύο δωμάτιο" in shown
    assert "Λένα" in shown
    (document,) = ThreadSource().documents([str(thread.pk)])
    assert (document.title, document.body) == ("Ζεστό δωμάτιο", "Νέο")


def test_who_has_it_open_twice_sees_the_other_text_and_loses_none(browser: Open) -> None:
    author = accounts.member()
    answer = factory.answer(factory.thread(locale="ar"), author, body="الأول")
    path, client = f"/ar/community/p/{answer.pk}/edit/", browser(author)
    assert client.post(path, {"body": "الثاني", "revision": "1"}).status_code == 302
    again = client.post(path, {"body": "الثالث", "revision": "1"})
    assert again.status_code == 422
    assert "الثاني" in again.content.decode()
    assert "الثالث" in again.content.decode()
    assert 'name="revision" value="2"' in again.content.decode()
    # The same form sent twice is one edit.
    assert client.post(path, {"body": "الثاني", "revision": "1"}).status_code == 302
    assert Revision.objects.count() == 1


def test_a_form_that_is_wrong_does_not_take_the_place_of_another_edit(browser: Open) -> None:
    author = accounts.member()
    answer = factory.answer(factory.thread(), author, body="Første")
    path, client = f"/da/community/p/{answer.pk}/edit/", browser(author)
    client.post(path, {"body": "Anden", "revision": "1"})
    wrong = client.post(path, {"body": "", "revision": "1"})
    assert wrong.status_code == 422
    assert 'name="revision" value="1"' in wrong.content.decode()


def test_an_accepted_answer_can_be_edited_and_stays_accepted() -> None:
    asker, helper = accounts.member(), accounts.member()
    thread = factory.thread(asker)
    answer = accept_answer(actor=acting(asker), answer=factory.answer(thread, helper))
    edited = edit_post(actor=acting(helper), post=answer, body="Bedre", revision=1)
    assert edited.accepted_at
    assert Thread.objects.get().state == Thread.State.SOLVED


@pytest.mark.parametrize("verb", ["edit", "withdraw"])
def test_nobody_changes_what_others_wrote_or_a_moderator_has_closed(verb: str) -> None:
    author, moderator = accounts.member(), acting(accounts.moderator())
    acts: dict[str, Callable[[Post], object]] = {
        "edit": lambda post: edit_post(actor=acting(author), post=post, body="Ny", revision=1),
        "withdraw": lambda post: withdraw_post(actor=acting(author), post=post),
    }
    locked, hidden = factory.thread(author), factory.thread(author)
    lock_thread(actor=moderator, thread=locked, reason="x")
    hide_post(actor=moderator, post=factory.question(hidden), reason="x")
    for post in (
        factory.question(locked),
        factory.question(hidden),
        factory.question(factory.thread()),
    ):
        with pytest.raises(NotAllowed):
            acts[verb](post)


def test_a_stale_edit_raises() -> None:
    author = accounts.member()
    post = factory.question(factory.thread(author))
    edit_post(actor=acting(author), post=post, body="Δύο", revision=1)
    with pytest.raises(ChangedMeanwhileError) as error:
        edit_post(actor=acting(author), post=post, body="Τρία", revision=1)
    assert error.value.post.body == "Δύο"


def test_a_withdrawn_question_leaves_the_answers_at_its_address_and_no_title(
    browser: Open,
) -> None:
    asker = accounts.member()
    thread = factory.thread(asker, locale="el", title="Μυστικό κρύο", body="Μυστικές λέξεις")
    factory.answer(thread, body="Open the valve")
    question, before = factory.question(thread), thread.get_absolute_url()
    withdraw_post(actor=acting(asker), post=question)
    thread.refresh_from_db()
    moved = browser().get(before)
    assert (moved.status_code, moved["Location"]) == (301, thread.get_absolute_url())
    assert "Μυστικ" not in unquote(moved["Location"])
    for reader in (None, asker, accounts.member(), accounts.moderator()):
        forget_pages()
        page = browser(reader).get(thread.get_absolute_url()).content.decode()
        assert "Μυστικές" not in page
        assert "Open the valve" in page
        assert "noindex" in page
        # It is no question that waits for an answer.
        assert '/answer/"' not in page
        assert "Sign in to answer" not in page
        assert "This question was withdrawn." in page
    with pytest.raises(NotAllowed):
        post_answer(actor=acting(accounts.member()), thread=thread, body="Late")
    for code in ("el", "ar", "da"):
        with override(code):
            assert (
                gettext("Withdrawn question")
                in browser()
                .get(f"/{code}/community/t/{thread.pk}/{thread.slug}/")
                .content.decode()
            )
        for path in ("", "community/", "community/c/heating/"):
            assert thread.slug not in browser().get(f"/{code}/{path}").content.decode()
    history = browser().get(f"/el/community/p/{question.pk}/history/").content.decode()
    assert "Μυστικές" not in history
    assert list(ThreadSource().keys()) == []
    assert list(ThreadSource().documents([str(thread.pk)])) == []
    forget_withdrawn(at=timezone.now() + 2 * UNDO_FOR)
    assert not Revision.objects.exists()


def test_a_title_that_nobody_could_read_does_not_come_to_light_by_withdrawing() -> None:
    asker = accounts.member()
    thread = factory.thread(asker, locale="el", title="Κρύο;")
    factory.answer(thread)
    said = {"actor": acting(asker), "post": factory.question(thread)}
    edit_post(**said, title="Φτηνά στο spam.com", body="x", revision=1)
    withdraw_post(**said)
    assert not HeldEdit.objects.waiting().exists()
    thread.refresh_from_db()
    assert (thread.title, thread.hidden) == ("", False)
    restore_post(**said)
    thread.refresh_from_db()
    assert (thread.title, thread.hidden) == ("Κρύο;", False)


def test_a_withdrawn_question_without_answers_goes_away(browser: Open) -> None:
    asker = accounts.member()
    thread = factory.thread(asker, locale="el")
    withdraw_post(actor=acting(asker), post=factory.question(thread))
    for reader in (None, accounts.member()):
        assert browser(reader).get(thread.get_absolute_url()).status_code == 404
    assert list(ThreadSource().keys()) == []


def test_a_withdrawn_answer_goes_and_the_thread_is_open_again(browser: Open) -> None:
    asker, helper = accounts.member(), accounts.member()
    thread = factory.thread(asker)
    answer = factory.answer(thread, helper, body="Secret words")
    accept_answer(actor=acting(asker), answer=answer)
    withdraw_post(actor=acting(helper), post=answer)
    page = browser().get(thread.get_absolute_url()).content.decode()
    assert "Secret words" not in page
    thread.refresh_from_db()
    assert (thread.state, thread.answer_count) == (Thread.State.OPEN, 0)


def test_within_the_hour_it_can_be_brought_back(browser: Open) -> None:
    asker = accounts.member()
    thread = factory.thread(asker, locale="el", title="Κρύο;", body="Οι λέξεις")
    question, client = factory.question(thread), browser(asker)
    path = f"/el/community/p/{question.pk}/withdraw/"
    assert client.get(path).status_code == 200
    for _twice in range(2):
        assert client.post(path).headers["Location"] == "/el/community/mine/"
    mine = client.get("/el/community/mine/").content.decode()
    assert 'name="undo"' in mine
    assert "Κρύο;" in mine
    for _twice in range(2):
        assert client.post(path, {"undo": "1"}).status_code == 302
    assert "Οι λέξεις" in browser().get(thread.get_absolute_url()).content.decode()
    assert not Revision.objects.exists()


def test_after_the_hour_nobody_has_the_text(browser: Open) -> None:
    asker, now = accounts.member(), timezone.now()
    alone, answered = factory.thread(asker), factory.thread(asker)
    factory.answer(answered)
    for thread in (alone, answered):
        withdraw_post(actor=acting(asker), post=factory.question(thread), at=now - UNDO_FOR / 2)
    assert forget_withdrawn() == 0
    assert forget_withdrawn(at=now + UNDO_FOR) > 0
    assert not Revision.objects.exists()
    assert list(Thread.objects.all()) == [answered]
    Post.objects.update(withdrawn_at=now - UNDO_FOR - timedelta(seconds=1))
    with pytest.raises(NotAllowed):
        restore_post(actor=acting(asker), post=factory.question(answered))


def test_my_posts_say_how_each_stands(browser: Open) -> None:
    author, moderator = accounts.member(locale="en"), acting(accounts.moderator())
    solved, hidden = factory.thread(author), factory.thread(author)
    accept_answer(actor=acting(author), answer=factory.answer(solved))
    hide_post(actor=moderator, post=factory.question(hidden), reason="x")
    factory.answer(factory.thread(author))
    withdraw_post(actor=acting(author), post=factory.question(factory.thread(author)))
    factory.thread(author)
    factory.thread(author, body="http://mine.example")
    client = browser(author)
    found = {
        str(said) for _post, (_level, said) in client.get("/en/community/mine/").context["posts"]
    }
    assert found == {
        *("Solved", "Hidden by a moderator", "Answered", "Withdrawn", "Open"),
        "Waiting for a moderator",
    }


def test_my_posts_come_in_pages_at_the_same_cost(
    browser: Open, django_assert_max_num_queries: Callable[..., object]
) -> None:
    author, now = accounts.member(), timezone.now()
    thread = factory.thread()
    made = {
        factory.answer(thread, author, body=f"{n}", at=now - timedelta(minutes=n // 3)).pk
        for n in range(45)
    }
    seen: list[int] = []
    client, mark = browser(author), ""
    reading.current()  # Known to the process before any page.
    while True:
        with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
            context = client.get("/el/community/mine/", {"after": mark} if mark else {}).context
        seen += [post.pk for post, _standing in context["posts"]]
        mark = context["next_mark"]
        if not mark:
            break
    assert len(seen) == len(made)
    assert set(seen) == made
    assert client.get("/el/community/mine/?after=x-1").status_code == 404


def test_after_asking_it_says_who_is_told(browser: Open) -> None:
    asker = accounts.member(email="eleni.long@mail.example")
    thread = factory.thread(asker)
    page = browser(asker).get(thread.get_absolute_url()).content.decode()
    assert "e…@m….example" in page
    assert "eleni.long" not in page
    for reader in (None, accounts.member()):
        assert "e…@m…" not in browser(reader).get(thread.get_absolute_url()).content.decode()
