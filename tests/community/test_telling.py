"""Who is told what by mail: in their language, once, in one conversation, until they say stop."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from community.forum.acceptance import accept_answer
from community.forum.models import Thread
from community.moderation.members import suspend
from community.moderation.reviewing import approve_post, refuse_post
from community.moderation.visibility import hide_post, show_post
from community.subscriptions import letters
from community.subscriptions.models import Silence
from community.subscriptions.stopping import address
from portal.accounts.models import User
from portal.limits.table import LETTERS
from portal.mail import outbox
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]


def asked(locale: str = "id", **fields: str) -> Thread:
    values = {"title": "Kenapa kamar dingin?", "body": "Sejak Minggu dingin."} | fields
    return factory.thread(accounts.member("Sari", locale=locale), locale=locale, **values)


def mails(to: User | None) -> list[OutboundMail]:
    assert to is not None
    return list(OutboundMail.objects.filter(to=to.email).order_by("pk"))


@pytest.mark.parametrize(
    "letter", [one for one in vars(letters).values() if isinstance(one, letters.Letter)]
)
def test_no_words_of_others_stand_alone_on_a_line_as_ours(letter: letters.Letter) -> None:
    forged = "https://example.com/el/account/"
    words = dict.fromkeys(("title", "text", "reason"), forged)
    for by_staff in (True, False):
        text = render_to_string(
            f"community/mail/{letter.template}.txt", words | {"by_staff": by_staff}
        )
        assert forged not in text.splitlines()


def test_the_asker_reads_the_answer_in_a_mail_in_their_own_language() -> None:
    thread = asked()
    answer = factory.answer(thread, body="Buka katupnya.\n\nLalu tunggu.")
    (mail,) = mails(thread.author)
    assert mail.locale == "id"
    assert mail.whose == f"account:{thread.author_id}"
    assert "Kenapa kamar dingin?" in mail.subject
    assert "> Buka katupnya.\n>\n> Lalu tunggu." in mail.text
    path = f"/id/community/t/{thread.pk}/{thread.slug}/#answer-{answer.pk}"
    assert any(line.endswith(path) for line in mail.text.splitlines())


def test_an_answer_is_read_in_a_mail_as_on_its_page() -> None:
    thread = asked()
    factory.answer(
        thread,
        accounts.moderator(),
        body="1. Buka **katup**\n2. Lihat [ini](https://solvei.example/)",
    )
    (mail,) = mails(thread.author)
    assert "> 1. Buka katup\n> 2. Lihat ini (https://solvei.example/)" in mail.text
    (html,) = [str(part.content) for part in outbox.message(mail).alternatives]
    assert "<ol>" in html
    assert "<strong>katup</strong>" in html
    assert 'solvei.example/"' not in html


def test_one_question_is_one_conversation_in_mail_programs() -> None:
    thread, other = asked(), asked(title="Kenapa lampu mati?")
    for about in (thread, thread, other):
        factory.answer(about)
    first, second = mails(thread.author)
    (foreign,) = mails(other.author)
    assert first.headers["References"] == first.headers["In-Reply-To"]
    assert first.headers["References"] == second.headers["References"]
    assert first.headers["References"] != foreign.headers["References"]
    assert first.subject == second.subject
    assert first.message_id != second.message_id


def test_nobody_is_told_of_their_own_answer_or_of_what_is_out_of_sight() -> None:
    thread = asked()
    factory.answer(thread, thread.author)
    held = factory.answer(thread, body="http://spam.example/x")
    assert held.is_held
    assert mails(thread.author) == []


def test_an_answer_is_told_once_however_often_it_comes_into_sight() -> None:
    thread, moderator = asked(), acting(accounts.moderator())
    answer = factory.answer(thread)
    hide_post(actor=moderator, post=answer, reason="x")
    # What had not gone was taken back; what is shown again is no news.
    assert mails(thread.author) == []
    show_post(actor=moderator, post=answer, reason="x")
    assert mails(thread.author) == []
    held = factory.answer(thread, body="www.spam.example")
    approve_post(actor=moderator, post=held, seen=1)
    approve_post(actor=moderator, post=held, seen=1)
    assert [mail.kind for mail in mails(thread.author)] == [f"answer.{held.pk}"]


def test_what_was_posted_long_ago_is_no_news() -> None:
    thread = asked()
    factory.answer(thread, at=timezone.now() - timedelta(days=2))
    assert mails(thread.author) == []


def test_a_burst_of_answers_does_not_fill_the_letter_box() -> None:
    thread, helper = asked(), accounts.member()
    most = LETTERS["answer"][0][0]
    for number in range(most + 3):
        factory.answer(thread, helper, body=f"Kata {number}")
    assert len(mails(thread.author)) == most


def test_who_answered_is_told_of_the_solution_unless_they_said_so_themselves() -> None:
    thread = asked()
    own, theirs = factory.answer(thread, thread.author), factory.answer(thread)
    assert thread.author
    accept_answer(actor=acting(thread.author), answer=own)
    accept_answer(actor=acting(thread.author), answer=theirs)
    assert [mail.kind for mail in mails(theirs.author)] == [f"answer.accepted.{theirs.pk}"]
    assert not [mail for mail in mails(thread.author) if "accepted" in mail.kind]


def test_an_author_is_told_what_became_of_a_held_post() -> None:
    moderator = acting(accounts.moderator())
    kept, refused = asked("el", body="http://a.example/"), asked("ar", body="http://b.example/")
    approve_post(actor=moderator, post=factory.question(kept), seen=1)
    refuse_post(actor=moderator, post=factory.question(refused), seen=1, reason="Διαφήμιση")
    assert [mail.locale for mail in mails(kept.author)] == ["el"]
    (mail,) = mails(refused.author)
    assert mail.locale == "ar"
    assert "> Διαφήμιση" in mail.text
    assert "b.example" not in mail.text


def test_a_suspended_member_is_told_why() -> None:
    member = accounts.member(locale="da")
    suspend(actor=acting(accounts.moderator()), member=member, reason="Reklamer hver dag")
    (mail,) = mails(member)
    assert "> Reklamer hver dag" in mail.text
    assert mail.locale == "da"


def stop_of(mail: OutboundMail) -> str:
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<https?://[^/]+(/[^>]+)>", mail.headers["List-Unsubscribe"])
    assert found
    assert found[1] in mail.text
    return found[1]


def test_one_click_of_a_mail_program_ends_mails_about_the_question_and_no_others() -> None:
    thread = asked()
    other = factory.thread(thread.author, locale="id", title="Kenapa lampu mati?")
    factory.answer(thread)
    path = stop_of(mails(thread.author)[0])
    # No cookie, no origin, no page before: as a mail service posts.
    service = Client(enforce_csrf_checks=True)
    answer = service.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    factory.answer(thread)
    assert len(mails(thread.author)) == 1
    factory.answer(other)
    assert len(mails(thread.author)) == 2


def test_a_scanner_that_opens_the_link_stops_nothing() -> None:
    thread = asked()
    factory.answer(thread)
    page = Client().get(stop_of(mails(thread.author)[0]))
    assert page.status_code == 200
    assert 'method="post"' in page.content.decode()
    assert not Silence.objects.exists()


def test_mails_end_for_all_questions_and_come_again() -> None:
    thread = asked()
    assert thread.author
    path = address(thread.author, thread)
    for _twice in range(2):
        Client().post(path, {"what": "all"})
    assert Silence.objects.get().thread is None
    factory.answer(thread)
    assert mails(thread.author) == []
    Client().post(path, {"what": "again"})
    factory.answer(thread)
    assert len(mails(thread.author)) == 1


@pytest.mark.parametrize("signed", ["x", "1.1", "1.1:x", "²", "a:b:c"])
def test_an_address_that_is_none_of_ours_stops_nothing(signed: str) -> None:
    factory.thread()
    assert Client().post(f"/el/community/mails/stop/{signed}/").status_code == 404
    assert not Silence.objects.exists()


def test_the_account_page_stops_mails_and_has_them_back(browser: Open) -> None:
    thread = asked()
    client = browser(thread.author)
    assert "/id/community/mails/" in client.get("/id/account/").content.decode()
    client.post("/id/community/mails/")
    factory.answer(thread)
    assert mails(thread.author) == []
    client.post("/id/community/mails/", {"answers": "1"})
    factory.answer(thread)
    assert len(mails(thread.author)) == 1
