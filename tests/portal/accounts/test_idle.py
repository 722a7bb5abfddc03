"""Who works here is signed out after hours without doing anything; readers are not."""

import time
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from portal.accounts.models import User
from tests.factories import accounts
from tests.factories import community as factory

pytestmark = pytest.mark.django_db
HOUR = 3_600


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def left(client: Client, hours: float) -> None:
    """Let so many hours pass since something was done."""
    session = client.session
    session["accounts.active_at"] = time.time() - hours * HOUR
    session.save()


def active_at(client: Client) -> float:
    return float(client.session["accounts.active_at"])


@pytest.mark.parametrize("make", [accounts.editor, accounts.administrator])
def test_who_works_here_is_signed_out_when_idle_and_reads_why(make: Any) -> None:
    client = signed_in(make())
    assert settings.STAFF_IDLE_HOURS == 12
    left(client, 11.9)
    assert client.get("/en/account/").status_code == 200
    left(client, 12.1)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.get("/cms/pages/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/en/account/login/?next=")
    assert "You were signed out" in answer.content.decode()
    assert not Session.objects.filter(session_key=key).exists()


def test_readers_and_moderators_stay_signed_in() -> None:
    for user in (accounts.member(), accounts.moderator()):
        client = signed_in(user)
        left(client, 24 * 20)
        assert client.get("/el/account/").status_code == 200


def test_doing_something_keeps_one_signed_in_and_an_open_page_does_not() -> None:
    client = signed_in(accounts.administrator())
    left(client, 1)
    before = active_at(client)
    client.get("/cms/editing-sessions/ping/kb/articlepage/1/1/")
    client.post("/cms/editing-sessions/ping/kb/articlepage/1/1/")
    assert active_at(client) == before
    client.get("/en/")
    assert active_at(client) > before + HOUR / 2
    again = active_at(client)
    client.get("/en/")
    assert active_at(client) == again, "it is written every five minutes at most"


def test_a_session_from_before_and_a_clock_that_was_wrong_end_nothing_and_last_no_longer() -> None:
    client = signed_in(accounts.editor())
    session = client.session
    del session["accounts.active_at"]
    session.save()
    assert client.get("/en/account/").status_code == 200
    assert active_at(client)
    left(client, -5)
    assert client.get("/en/account/").status_code == 302


def test_what_is_sent_from_a_page_that_was_left_is_kept_for_who_signs_in_again() -> None:
    user, thread = accounts.editor(), factory.thread(locale="el")
    client = signed_in(user)
    page = client.get(thread.get_absolute_url()).content.decode()
    writer = page.partition('name="typed_by" value="')[2].partition('"')[0]
    left(client, 13)
    path = f"/el/community/thread/{thread.pk}/answer/"
    typed = {"body": "Άνοιξε τη βαλβίδα", "key": "", "typed_by": writer}
    headers = {"sec-fetch-site": "same-origin"}
    assert "login" in client.post(path, typed, headers=headers)["Location"]
    client.force_login(user)
    assert "Άνοιξε τη βαλβίδα" in client.get(thread.get_absolute_url()).content.decode()
