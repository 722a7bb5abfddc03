"""One's own account: profile, export, erasure."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from community.forum.models import Draft, Post, PostVote, Thread
from community.forum.votes import cast_vote
from portal.accounts import personal_data
from portal.accounts.models import User
from portal.mail import keys
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting
from tests.factories.mail import queued

pytestmark = pytest.mark.django_db


def test_the_profile_is_kept_and_answers_in_the_new_language(client: Client) -> None:
    user = accounts.member()
    client.force_login(user)
    fields = {"display_name": "Νέο όνομα", "locale": "el", "time_zone": "Europe/Athens"}
    response = client.post("/en/account/", fields)
    assert response.headers["Location"] == "/el/account/"
    user.refresh_from_db()
    assert (user.display_name, user.locale, user.time_zone) == tuple(fields.values())
    thread = factory.thread(user, at=timezone.now().replace(hour=22, minute=0) - timedelta(days=1))
    page = client.get(f"/el/community/t/{thread.pk}/{thread.slug}/").content.decode()
    assert "+02:00" in page or "+03:00" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"display_name": "Ann‮a"},
        {"locale": "xx"},
        {"time_zone": "Mars/Base"},
        {"time_zone": "../x"},
    ],
)
def test_nonsense_is_refused_and_changes_nothing(client: Client, fields: dict[str, str]) -> None:
    user = accounts.member("Eleni")
    client.force_login(user)
    good = {"display_name": "Other", "locale": "el", "time_zone": "UTC"}
    response = client.post("/en/account/", good | fields)
    assert response.status_code == 422
    user.refresh_from_db()
    assert (user.display_name, user.locale) == ("Eleni", "en")


def test_everything_about_me_comes_as_a_file(client: Client) -> None:
    user = accounts.member("Eleni", email="me@example.com")
    thread = factory.thread(user, body="My own question.")
    cast_vote(actor=acting(user), answer=factory.answer(thread))
    factory.thread(body="Somebody else's.")
    client.force_login(user)
    accounts.prove(client)
    response = client.get("/en/account/data/")
    assert "attachment" in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]
    data = json.loads(response.content)
    assert data["account"]["email"] == "me@example.com"
    assert data["community"]["questions"][0]["text"] == "My own question."
    assert len(data["community"]["votes"]) == 1
    assert "Somebody else's." not in response.content.decode()


def test_erasure_leaves_threads_readable_and_nothing_of_the_person(client: Client) -> None:
    user = accounts.member("Marker Name", email="marker@example.com")
    thread = factory.thread(user)
    answer = factory.answer(factory.thread(), user, body="Still useful.")
    cast_vote(actor=acting(user), answer=factory.answer(thread))
    Draft.objects.create(owner=user, title="Marker draft")
    queued(whose=keys.account(user.pk))
    others = queued(to=user.email, reply_to=user.email)
    personal_data.erase(user)
    assert Thread.objects.get(pk=thread.pk).author is None
    assert PostVote.objects.get().voter is None
    assert not Draft.objects.exists()
    assert not EmailAddress.objects.filter(email="marker@example.com").exists()
    assert not OutboundMail.objects.filter(whose=keys.account(user.pk)).exists()
    assert OutboundMail.objects.filter(pk=others.pk).exists()
    assert not User.objects.filter(email="marker@example.com").exists()
    page = client.get(answer.thread.get_absolute_url()).content.decode()
    assert "Still useful." in page
    assert "Former member" in page
    assert "Marker" not in page
    assert Post.objects.get(pk=answer.pk).body == "Still useful."


def test_erasure_asks_for_the_password_first(client: Client) -> None:
    user = accounts.member()
    client.force_login(user)
    response = client.post("/en/account/erase/", {"sure": "on"})
    assert "/reauthenticate/" in response.headers["Location"]
    assert User.objects.exists()


def test_erasure_by_its_owner(client: Client) -> None:
    user = accounts.member()
    client.force_login(user)
    password = {"password": accounts.PASSWORD, "next": "/en/account/erase/"}
    again = client.post("/en/account/reauthenticate/", password)
    assert again.headers["Location"] == "/en/account/erase/"
    assert client.get("/en/account/erase/").status_code == 200
    assert client.post("/en/account/erase/", {}).status_code == 422
    assert client.post("/en/account/erase/", {"sure": "on"}).headers["Location"] == "/en/"
    assert not User.objects.exists()
    assert client.get("/en/account/").status_code == 302


@pytest.mark.parametrize("path", ["", "data/", "erase/"])
def test_strangers_have_no_account_pages(client: Client, path: str) -> None:
    assert "/account/login/" in client.get(f"/en/account/{path}").headers["Location"]
