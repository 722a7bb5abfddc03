"""Asking: meet what may answer it, post anyway, and find everything again after signing in."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client

from community.forum.acceptance import accept_answer
from community.forum.models import Draft, Thread
from portal.accounts.models import User
from portal.deflection import keys
from portal.deflection.attempts import Kind
from portal.deflection.models import Attempt
from portal.journal.models import Step
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]
ASK = "/en/community/ask/"


def typed(**fields: str) -> dict[str, str]:
    question = {
        "title": "The bedroom radiator stays cold",
        "body": "I have opened the valve and the bedroom is still cold in the morning.",
        "category": "heating",
        "locale": "en",
        "key": keys.draw(Kind.QUESTION),
    }
    return question | fields


def solved_thread() -> Thread:
    asker = accounts.member()
    thread = factory.thread(asker, title="Bedroom radiator stays cold")
    accept_answer(actor=acting(asker), answer=factory.answer(thread))
    return thread


def opened_from(client: Client, markup: str) -> str:
    """Where the one suggestion leads to."""
    (address,) = re.findall(r'href="([^"]+/contact/open/[^"]+)"', markup)
    return str(client.head(address).headers["Location"])


def kinds() -> list[str]:
    return list(Step.objects.order_by("pk").values_list("kind", flat=True))


def test_without_a_match_the_question_is_posted_at_once(browser: Open, index: Any) -> None:
    factory.category()
    response = browser(accounts.member()).post(ASK, typed())
    thread = Thread.objects.get()
    assert response.headers["Location"] == thread.get_absolute_url()
    assert Attempt.objects.get().outcome == "sent"
    assert kinds() == ["ask_started", "asked"]


def test_solved_threads_are_met_before_posting(browser: Open, index: Any) -> None:
    known = solved_thread()
    index()
    client, fields = browser(accounts.member()), typed()
    page = client.post(ASK, fields).content.decode()
    assert Thread.objects.count() == 1
    assert opened_from(client, page) == known.get_absolute_url()
    assert "Post it anyway" in page
    assert fields["body"] in page
    client.post(ASK, fields | {"action": "post"})
    assert Thread.objects.count() == 2
    assert kinds() == ["ask_started", "ask_suggested", "asked"]


def test_a_thread_nobody_has_solved_is_no_suggestion(browser: Open, index: Any) -> None:
    factory.thread(title="Bedroom radiator stays cold")
    index()
    browser(accounts.member()).post(ASK, typed())
    assert Thread.objects.count() == 2


def test_what_was_just_read_is_not_suggested(browser: Open, index: Any) -> None:
    known = solved_thread()
    index()
    browser(accounts.member()).post(ASK, typed(seen=f"thread:{known.pk}"))
    assert Thread.objects.count() == 2


def test_this_answers_it_ends_the_flow_and_counts_once(browser: Open, index: Any) -> None:
    known = solved_thread()
    index()
    client, fields = browser(), typed()
    client.post(ASK, fields)
    for _ in range(2):
        response = client.post(ASK, fields | {"answered": f"thread:{known.pk}"})
        assert known.get_absolute_url() in response.content.decode()
    start = Attempt.objects.get()
    assert (start.saw_suggestions, start.outcome) == (True, "solved")
    assert kinds() == ["ask_started", "ask_suggested", "ask_solved"]
    assert set(Step.objects.values_list("attempt", flat=True)) == {start.pk}
    assert Thread.objects.count() == 1


def test_the_panel_comes_while_typing(browser: Open, index: Any) -> None:
    known = solved_thread()
    index()
    client, fields = browser(), typed()
    for _ in range(2):
        panel = client.post(f"{ASK}suggestions/", fields).content.decode()
    assert opened_from(client, panel) == known.get_absolute_url()
    assert "<html" not in panel
    assert kinds() == ["ask_started", "ask_suggested"]
    assert client.post(f"{ASK}suggestions/", {}).content.decode().strip() == ""


def test_another_language_is_noticed_and_can_be_changed(browser: Open, index: Any) -> None:
    factory.category()
    client = browser(accounts.member())
    fields = typed(
        title="Το καλοριφέρ μένει κρύο", body="Άνοιξα τη βαλβίδα και το δωμάτιο μένει κρύο."
    )
    page = client.post(ASK, fields).content.decode()
    assert '<option value="el" selected>' in page
    client.post(ASK, fields | {"action": "post", "locale": "el"})
    assert Thread.objects.get().locale == "el"


def test_a_double_submit_posts_once(browser: Open, index: Any) -> None:
    factory.category()
    client, fields = browser(accounts.member()), typed()
    first, second = client.post(ASK, fields), client.post(ASK, fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Thread.objects.count() == 1


def test_a_guests_question_survives_the_sign_in(browser: Open, index: Any) -> None:
    factory.category()
    member, client, fields = accounts.member(), browser(), typed(action="post")
    to_sign_in = client.post(ASK, fields)
    assert "/account/login/" in to_sign_in.headers["Location"]
    back = client.post(
        to_sign_in.headers["Location"], {"login": member.email, "password": accounts.PASSWORD}
    )
    assert back.headers["Location"] == ASK
    page = client.get(ASK).content.decode()
    assert fields["body"] in page
    assert fields["key"] in page
    assert client.post(ASK, fields).status_code == 302
    assert Thread.objects.get().author == member
    assert not Draft.objects.exists()


def test_a_guests_question_survives_the_sign_up(browser: Open, index: Any) -> None:
    factory.category()
    client, fields = browser(), typed(action="post")
    client.post(ASK, fields)
    signup = {
        "display_name": "Νέα Φωνή",
        "email": "new@example.com",
        "password1": accounts.PASSWORD,
        "next": ASK,
    }
    assert client.post("/en/account/signup/", signup).status_code == 302
    assert Draft.objects.get().owner == User.objects.get()
    mail = OutboundMail.objects.get()
    link = next(word for word in mail.text.split() if "/confirm-email/" in word)
    landed = client.post(link.removeprefix("http://testserver"))
    assert landed.headers["Location"] == ASK
    assert fields["body"] in client.get(ASK).content.decode()


def test_the_confirming_browser_may_be_another_one(browser: Open, index: Any) -> None:
    factory.category()
    client, fields = browser(), typed(action="post")
    client.post(ASK, fields)
    signup = {
        "display_name": "Other Phone",
        "email": "new@example.com",
        "password1": accounts.PASSWORD,
    }
    client.post("/en/account/signup/", signup)
    link = next(w for w in OutboundMail.objects.get().text.split() if "/confirm-email/" in w)
    phone = browser()
    phone.post(link.removeprefix("http://testserver"))
    phone.post("/en/account/login/", {"login": "new@example.com", "password": accounts.PASSWORD})
    assert fields["body"] in phone.get(ASK).content.decode()


def test_strangers_never_see_each_others_drafts(browser: Open, index: Any) -> None:
    factory.category()
    browser().post(ASK, typed(action="post", title="Only my own words"))
    assert "Only my own words" not in browser().get(ASK).content.decode()
    assert "Only my own words" not in browser(accounts.member()).get(ASK).content.decode()


def test_too_many_questions_wait_and_keep_the_words(browser: Open, index: Any) -> None:
    factory.category()
    client = browser(accounts.member())
    answers = [client.post(ASK, typed(action="post")) for _ in range(4)]
    assert answers[-1].status_code == 429
    assert typed()["body"] in answers[-1].content.decode()


HOSTILE = [
    "<script>alert(1)</script>",
    "\x00\x01nul",
    "\ud800 lone",
    "‮abc‬",
    "' OR 1=1 --",
    '"NEAR( * ^ -',
    "[" * 3000,
    "> " * 3000,
    "A" * 60_000,
    "é" + "́" * 500,
    "👩‍👩‍👧‍👦" * 50,
    "%s %(x)s {{ x }} {% x %}",
    "../../etc/passwd",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["title", "body", "category", "locale", "key", "seen", "action"])
def test_hostile_text_in_any_field_is_answered(
    browser: Open, index: Any, field: str, text: str
) -> None:
    factory.category()
    fields = {k: v.encode("utf-8", "surrogatepass") for k, v in typed(**{field: text}).items()}
    for client in (browser(accounts.member()), browser()):
        response = client.post(
            ASK, urlencode(fields), content_type="application/x-www-form-urlencoded"
        )
        assert response.status_code in {200, 302, 400, 422}
        assert "<script>alert" not in response.content.decode()
        if response.status_code == 422:
            assert typed()["body" if field != "body" else "title"] in response.content.decode()


@pytest.mark.parametrize("answered", ["", "x", "thread:", "thread:9", "a:b:c", "\x00", "é" * 999])
def test_an_unknown_suggestion_still_ends_well(browser: Open, index: Any, answered: str) -> None:
    factory.category()
    response = browser().post(ASK, typed(answered=answered))
    assert response.status_code == 200


def test_a_form_of_before_keys_were_signed_posts_once_and_is_not_counted(
    browser: Open, index: Any
) -> None:
    factory.category()
    client, fields = browser(accounts.member()), typed(key=str(uuid4()))
    first, second = client.post(ASK, fields), client.post(ASK, fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert not Attempt.objects.exists()


def test_no_form_signs_a_key_that_somebody_made_up(browser: Open, index: Any) -> None:
    factory.category()
    made_up = uuid4()
    page = browser().post(ASK, typed(key=str(made_up), title="")).content.decode()
    assert made_up.hex not in page
    browser().post(ASK, typed(key=str(made_up), action="post"))
    assert Draft.objects.get().idempotency_key != made_up
