"""A new text with links waits beside the post; everybody goes on reading the earlier one."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from community import personal_data
from community.forum.editing import edit_post
from community.forum.held_edits import ChangedMeanwhileError, latest_text
from community.forum.models import HeldEdit, Post, Revision, Thread
from community.forum.models.posts import UNDO_FOR
from community.forum.pages import ANSWERS
from community.forum.withdrawal import forget_withdrawn, restore_post, withdraw_post
from community.moderation.forms import OF_REVIEW
from community.moderation.models import ModerationAction
from community.moderation.reviewing import approve_post, refuse_post
from community.moderation.visibility import hide_post, show_post
from community.search_source import ThreadSource
from portal.accounts.models import User
from portal.caching.testing import forget_pages
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]
NEW = "Δες http://νέο.example/a"


def waiting(author: User | None = None, **fields: str) -> Post:
    """A question with an answer, whose author has added a link."""
    author = author or accounts.member("Νίκος", locale="el")
    thread = factory.thread(author, locale="el", title="Κρύο δωμάτιο", body="Παλιό κείμενο")
    factory.answer(thread, body="Άνοιξε τη βαλβίδα")
    said = {"title": "Νέος τίτλος", "body": NEW} | fields
    post = factory.question(thread)
    return edit_post(actor=acting(author), post=post, revision=post.revision, **said)


def test_only_the_new_text_waits_and_the_thread_stays_where_it_is(browser: Open) -> None:
    post = waiting()
    path = post.get_absolute_url()
    for reader in (None, accounts.member()):
        forget_pages()
        page = browser(reader).get(path).content.decode()
        assert "Παλιό κείμενο" in page
        assert "Άνοιξε τη βαλβίδα" in page
        assert "νέο.example" not in page
        assert "Νέος" not in page
        assert "Κρύο δωμάτιο" in browser(reader).get("/el/community/").content.decode()
    (document,) = ThreadSource().documents([str(post.thread_id)])
    assert (document.title, "Παλιό" in document.body) == ("Κρύο δωμάτιο", True)
    assert not Revision.objects.exists()


def test_its_author_reads_that_it_waits_and_goes_on_from_there(browser: Open) -> None:
    post = waiting()
    client = browser(post.author)
    page = client.get(f"/en{post.get_absolute_url()[3:]}").content.decode()
    assert "νέο.example" in page
    assert "Until then everybody reads the earlier text." in page
    assert "Your change is waiting" in client.get("/en/community/mine/").content.decode()
    path = f"/en/community/p/{post.pk}/edit/"
    form = client.get(path).context["form"]
    assert (form["title"].value(), form["body"].value()) == ("Νέος τίτλος", NEW)
    again = {"title": "Νέος τίτλος", "body": f"{NEW} και b.example/x", "revision": "2"}
    said = client.post(path, again, follow=True).content.decode()
    assert "Until then everybody reads the earlier text." in said
    assert HeldEdit.objects.get().number == 3
    # What another window has open is no longer the latest text.
    assert client.post(path, again | {"body": "Άλλο"}).status_code == 422


def test_without_the_link_it_is_published_at_once() -> None:
    post = waiting()
    assert post.author
    actor = acting(post.author)
    post = edit_post(actor=actor, post=post, body="Καθαρό", title="Νέος τίτλος", revision=2)
    assert (post.body, post.thread.title) == ("Καθαρό", "Νέος τίτλος")
    assert not HeldEdit.objects.exists()
    assert [one.number for one in Revision.objects.all()] == [2]
    assert post.revision == 3


def test_an_author_may_go_back_to_what_everybody_reads() -> None:
    post = waiting()
    assert post.author
    back = {"title": "Κρύο δωμάτιο", "body": "Παλιό κείμενο", "revision": 2}
    edit_post(actor=acting(post.author), post=post, **back)
    assert not HeldEdit.objects.exists()
    assert not Revision.objects.exists()


def test_a_moderator_publishes_it_from_the_queue_and_the_author_is_told(browser: Open) -> None:
    post = waiting()
    client = browser(accounts.moderator())
    assert "νέο.example" in client.get("/el/community/moderation/").content.decode()
    assert "νέο.example" in client.get(post.get_absolute_url()).content.decode()
    path = f"/el/community/thread/{post.thread_id}/moderate/"
    client.post(path, {"verb": "approve", "back": "queue", "seen": "2"})
    post = Post.objects.get(pk=post.pk)
    assert (post.body, post.thread.title) == (NEW, "Νέος τίτλος")
    assert "νέο.example" in browser().get(post.get_absolute_url()).content.decode()
    earlier = Revision.objects.get()
    assert (earlier.body, earlier.was_shown, earlier.editor) == (
        "Παλιό κείμενο",
        True,
        post.author,
    )
    assert ModerationAction.objects.get().verb == "approve"
    assert post.author
    kinds = OutboundMail.objects.filter(to=post.author.email).values_list("kind", flat=True)
    assert f"answer.approved.{post.pk}" in kinds


def test_what_a_moderator_refuses_is_gone_and_the_post_stays() -> None:
    post = waiting()
    refuse_post(actor=acting(accounts.moderator()), post=post, seen=2, reason="Διαφήμιση")
    post = Post.objects.get(pk=post.pk)
    assert (post.body, post.is_shown, HeldEdit.objects.exists()) == ("Παλιό κείμενο", True, False)
    mail = OutboundMail.objects.get(kind=f"answer.edit_refused.{post.pk}")
    assert "> Διαφήμιση" in mail.text
    assert "νέο.example" not in mail.text


@pytest.mark.parametrize("verb", [approve_post, refuse_post])
def test_nobody_decides_about_a_text_they_have_not_read(
    verb: Callable[..., Post], browser: Open
) -> None:
    post, moderator = waiting(), accounts.moderator()
    assert post.author
    edit_post(actor=acting(post.author), post=post, body="http://evil.example", revision=2)
    with pytest.raises(ChangedMeanwhileError):
        verb(actor=acting(moderator), post=post, seen=2)
    path = f"/en/community/thread/{post.thread_id}/moderate/"
    fields = {"verb": verb.__name__.removesuffix("_post"), "seen": "2"}
    page = browser(moderator).post(path, fields, follow=True).content.decode()
    assert "The author has changed this text meanwhile. Read it again." in page
    assert HeldEdit.objects.get().body == "http://evil.example"
    held = factory.question(factory.thread(post.author, body="http://a.example"))
    edit_post(actor=acting(post.author), post=held, body="http://evil.example", revision=1)
    with pytest.raises(ChangedMeanwhileError):
        verb(actor=acting(moderator), post=held, seen=1)


def seen_in(page: str) -> str:
    """The number that a form says it has shown."""
    return page.partition('name="seen" value="')[2].partition('"')[0]


@pytest.mark.parametrize("verb", sorted(OF_REVIEW))
@pytest.mark.parametrize("kind", ["change of a question", "change of an answer", "held"])
def test_the_form_shows_what_waits_and_decides_about_that_alone(
    verb: str, kind: str, browser: Open
) -> None:
    author, client = accounts.member("Ελένη"), browser(accounts.moderator())
    if kind == "held":
        post = factory.question(factory.thread(author, locale="el", body=NEW))
    elif kind == "change of a question":
        post = waiting(author)
    else:
        post = factory.answer(factory.thread(locale="el"), author, body="Παλιό κείμενο")
        post = edit_post(actor=acting(author), post=post, body=NEW, revision=1)
    name, key = ("thread", post.thread_id) if post.is_question else ("a", post.pk)
    path = f"/el/community/{name}/{key}/moderate/"
    page = client.get(path).content.decode()
    assert "νέο.example" in page
    seen = latest_text(post).number
    assert seen_in(page) == str(seen)
    edit_post(actor=acting(author), post=post, body="http://evil.example", revision=seen)
    # Also where no number, or none that is one, comes along.
    for number in ({"seen": seen_in(page)}, {"seen": ""}, {"seen": "x"}, {}):
        client.post(path, {"verb": verb, "reason": "ok"} | number)
        assert latest_text(Post.objects.get(pk=post.pk)).body == "http://evil.example"
        assert not ModerationAction.objects.exists()
    again = client.post(path, {"verb": "hide", "seen": seen_in(page)})
    assert again.status_code == 422
    # The reason is missing; what the page shows now is the later text.
    assert "evil.example" in again.content.decode()
    client.post(path, {"verb": verb, "reason": "ok", "seen": seen_in(again.content.decode())})
    assert [one.verb for one in ModerationAction.objects.all()] == [verb]


def test_what_is_out_of_sight_does_not_wait_and_waits_again_when_shown() -> None:
    post, moderator = waiting(), acting(accounts.moderator())
    hide_post(actor=moderator, post=post, reason="x")
    assert not HeldEdit.objects.waiting().exists()
    show_post(actor=moderator, post=post, reason="x")
    assert HeldEdit.objects.waiting().exists()


def test_withdrawing_takes_it_along_and_the_undo_brings_it_back(browser: Open) -> None:
    post, moderator = waiting(), acting(accounts.moderator())
    assert post.author
    said = {"actor": acting(post.author), "post": post}
    withdraw_post(**said)
    for reader in (post.author, accounts.moderator()):
        page = browser(reader).get(f"/el{post.get_absolute_url()[3:]}", follow=True).text
        assert "νέο.example" not in page
    assert not HeldEdit.objects.waiting().exists()
    restored = restore_post(**said)
    assert (restored.body, Thread.objects.get().title) == ("Παλιό κείμενο", "Κρύο δωμάτιο")
    assert restored.is_shown
    waits = HeldEdit.objects.waiting().get()
    assert (waits.title, waits.body) == ("Νέος τίτλος", NEW)
    approve_post(actor=moderator, post=restored, seen=waits.number)
    assert (Post.objects.questions().get().body, HeldEdit.objects.count()) == (NEW, 0)


def test_what_waited_is_gone_when_a_withdrawal_cannot_be_undone() -> None:
    post = waiting()
    assert post.author
    withdraw_post(actor=acting(post.author), post=post)
    assert forget_withdrawn() == 0
    assert forget_withdrawn(at=timezone.now() + UNDO_FOR) > 0
    assert not HeldEdit.objects.exists()


def said_once(page: str, words: str) -> bool:
    return page.split("</main>")[0].count(words) == 1


def test_a_post_that_waits_says_so_once_to_its_writer_whatever_it_is(browser: Open) -> None:
    """Behind the first page of a thread's answers as well."""
    writer = accounts.member("Νίκος", locale="el")
    thread = factory.thread(accounts.member(), locale="el")
    for number in range(ANSWERS):
        factory.answer(thread, body=f"Λέξη {number}")
    own = factory.answer(thread, writer, body="Παλιό κείμενο")
    client, only = browser(writer), "Until then only you and the moderators see it."
    edit = {"body": NEW, "revision": "1"}
    page = client.post(f"/en/community/p/{own.pk}/edit/", edit, follow=True).text
    assert said_once(page, "Until then everybody reads the earlier text.")
    answer = {"body": f"{NEW} άλλο", "key": str(uuid4())}
    page = client.post(f"/en/community/thread/{thread.pk}/answer/", answer, follow=True).text
    assert said_once(page, only)
    held = Post.objects.held().get()
    edit = {"body": f"{NEW} και c.example/x", "revision": "1"}
    page = client.post(f"/en/community/p/{held.pk}/edit/", edit, follow=True).text
    assert said_once(page, only)


def test_it_is_in_its_authors_export_and_goes_with_the_account() -> None:
    post = waiting()
    assert post.author
    (question,) = personal_data.export(post.author)["questions"]
    assert question["waiting"] == {"title": "Νέος τίτλος", "text": NEW}
    personal_data.erase(post.author)
    assert not HeldEdit.objects.exists()
    assert Post.objects.get(pk=post.pk).body == "Παλιό κείμενο"
