"""Proof of being the account's owner by a real OpenID Connect server, and nothing else."""

import html
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import oidc_provider_mock
import pytest
import requests
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pydantic import SecretStr

from portal.accounts.models import User
from portal.settings.environment import Environment
from portal.settings.sign_in import openid_connect
from tests.factories import accounts

pytestmark = pytest.mark.django_db

DATA = "/el/account/data/"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of OpenID Connect."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with oidc_provider_mock.run_server_in_thread() as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture
def eleni(server: str, settings: Any, client: Client) -> User:
    """Signed in; she has no password, and comes by the service alone."""
    cache.clear()
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(
        Environment(
            oidc_name="Ταυτότητα",
            oidc_server_url=server,
            oidc_client_id="portal",
            oidc_client_secret=SecretStr("between-us"),
        )
    )
    user = accounts.member("Ελένη", locale="el")
    user.set_unusable_password()
    user.save()
    SocialAccount.objects.create(user=user, provider="oidc", uid="eleni")
    client.force_login(user)
    return user


def asked_at_the_service(client: Client, proof: str) -> str:
    """The service's own page, reached by the button of ours."""
    page = client.get(proof).content.decode()
    found = re.search(r'<form method="post" action="([^"]*/oidc/[^"]*)"', page)
    assert found
    onward = client.post(html.unescape(found[1])).content.decode()
    link = re.search(r'<a class="button button--primary" href="([^"]*)"', onward)
    assert link
    return html.unescape(link[1])


def come_back_as(who: str, asked: str) -> str:
    """Where the service sends its visitor back to, once it knows who that is."""
    form = {"sub": who}
    with requests.post(asked, form, allow_redirects=False, timeout=20) as answer:
        return answer.headers["Location"].removeprefix("http://testserver")


def test_who_signs_in_there_once_more_gets_what_was_asked_for(client: Client, eleni: User) -> None:
    proof = client.get(DATA).headers["Location"]
    asked = asked_at_the_service(client, proof)
    assert "prompt=login" in asked
    assert "max_age=0" in asked
    back = client.get(come_back_as("eleni", asked)).headers["Location"]
    assert back == proof
    assert client.get(back).headers["Location"] == DATA
    assert client.get(DATA).status_code == 200


def test_what_was_typed_goes_on(client: Client, eleni: User) -> None:
    typed = {"email": "nea@example.com", "action_add": ""}
    proof = client.post("/el/account/email/", typed).headers["Location"]
    back = client.get(come_back_as("eleni", asked_at_the_service(client, proof)))
    assert client.get(back.headers["Location"]).headers["Location"] == "/el/account/email/"
    assert EmailAddress.objects.filter(email="nea@example.com").exists()


def test_somebody_else_there_proves_nothing(client: Client, eleni: User) -> None:
    accounts.member("Άλλη")
    SocialAccount.objects.create(user=User.objects.exclude(pk=eleni.pk).get(), uid="other")
    SocialAccount.objects.filter(uid="other").update(provider="oidc")
    proof = client.get(DATA).headers["Location"]
    for who in ("other", "nobody-known"):
        client.get(come_back_as(who, asked_at_the_service(client, proof)))
        assert client.session["_auth_user_id"] == str(eleni.pk)
        assert client.get(DATA).status_code == 302
    assert User.objects.count() == 2


def test_what_the_service_asked_long_ago_proves_nothing(client: Client, eleni: User) -> None:
    asked = asked_at_the_service(client, client.get(DATA).headers["Location"])
    back = come_back_as("eleni", asked)
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        client.get(back)
        assert client.get(DATA).status_code == 302


def test_to_sign_in_by_it_is_no_proof(client: Client, eleni: User) -> None:
    client.logout()
    onward = client.post("/el/account/oidc/oidc/login/?process=login").content.decode()
    link = re.search(r'<a class="button button--primary" href="([^"]*)"', onward)
    assert link
    client.get(come_back_as("eleni", html.unescape(link[1])))
    assert client.session["_auth_user_id"] == str(eleni.pk)
    assert client.get(DATA).status_code == 302
