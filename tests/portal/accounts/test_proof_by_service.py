"""Proof of being the account's owner by a real OpenID Connect server, and nothing else."""

import html
import logging
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import oidc_provider_mock
import pytest
import requests
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone
from pydantic import SecretStr

from portal.accounts import proof
from portal.accounts.models import User
from portal.settings.environment import Environment
from portal.settings.sign_in import openid_connect
from tests.factories import accounts

pytestmark = pytest.mark.django_db

DATA = "/el/account/data/"
LOGIN = "/el/account/oidc/oidc/login/"
MADE_UP = (
    "process=redirect",
    "process=redirect&auth_params=",
    "process=redirect&auth_params=prompt%3Dnone%26max_age%3D86400",
    "process=redirect&scope=offline_access",
)


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


def asked_at_the_service(client: Client, to_prove: str) -> str:
    """The service's own page, reached by the button of ours."""
    page = client.get(to_prove).content.decode()
    found = re.search(r'<form method="post" action="([^"]*/oidc/[^"]*)"', page)
    assert found
    return led_to(client, html.unescape(found[1]))


def led_to(client: Client, address: str, **typed: str) -> str:
    """The service's own page, reached by an address of ours that somebody may have made up."""
    onward = client.post(address, typed).content.decode()
    link = re.search(r'<a class="button button--primary" href="([^"]*)"', onward)
    assert link
    return html.unescape(link[1])


def come_back_as(who: str, asked: str) -> str:
    """Where the service sends its visitor back to, once it knows who that is."""
    form = {"sub": who}
    with requests.post(asked, form, allow_redirects=False, timeout=20) as answer:
        return answer.headers["Location"].removeprefix("http://testserver")


def test_who_signs_in_there_once_more_gets_what_was_asked_for(client: Client, eleni: User) -> None:
    to_prove = client.get(DATA).headers["Location"]
    asked = asked_at_the_service(client, to_prove)
    assert "prompt=login" in asked
    assert "max_age=0" in asked
    back = client.get(come_back_as("eleni", asked)).headers["Location"]
    assert back == to_prove
    assert client.get(back).headers["Location"] == DATA
    assert client.get(DATA).status_code == 200


def test_what_was_typed_goes_on(client: Client, eleni: User) -> None:
    typed = {"email": "nea@example.com", "action_add": ""}
    to_prove = client.post("/el/account/email/", typed).headers["Location"]
    back = client.get(come_back_as("eleni", asked_at_the_service(client, to_prove)))
    assert client.get(back.headers["Location"]).headers["Location"] == "/el/account/email/"
    assert EmailAddress.objects.filter(email="nea@example.com").exists()


def test_somebody_else_there_proves_nothing(client: Client, eleni: User) -> None:
    accounts.member("Άλλη")
    SocialAccount.objects.create(user=User.objects.exclude(pk=eleni.pk).get(), uid="other")
    SocialAccount.objects.filter(uid="other").update(provider="oidc")
    to_prove = client.get(DATA).headers["Location"]
    for who in ("other", "nobody-known"):
        client.get(come_back_as(who, asked_at_the_service(client, to_prove)))
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
    client.get(come_back_as("eleni", led_to(client, f"{LOGIN}?process=login")))
    assert client.session["_auth_user_id"] == str(eleni.pk)
    assert client.get(DATA).status_code == 302


@pytest.mark.parametrize("query", MADE_UP)
def test_the_service_asks_anew_whatever_the_browser_sends(
    client: Client, eleni: User, query: str
) -> None:
    for asked in (
        led_to(client, f"{LOGIN}?{query}"),
        led_to(client, LOGIN, **dict(parse_qsl(query))),
    ):
        sent = parse_qs(urlsplit(asked).query)
        assert (sent["prompt"], sent["max_age"]) == (["login"], ["0"])
        assert set(sent["scope"][0].split()) == {"openid", "profile", "email"}


def test_a_sign_in_there_from_before_it_was_asked_proves_nothing(
    client: Client, eleni: User
) -> None:
    asked = led_to(client, f"{LOGIN}?process=redirect")
    with time_machine.travel(timezone.now() - timedelta(minutes=2)):
        back = come_back_as("eleni", asked)
    client.get(back)
    assert client.get(DATA).status_code == 302


@pytest.fixture
def back_at(client: Client, eleni: User) -> Callable[[dict[str, Any]], HttpRequest]:
    """The request that comes back from the service, with what the service says."""

    def come_back(told: dict[str, Any]) -> HttpRequest:
        request = RequestFactory().get("/")
        request.session, request.user = client.session, eleni
        provider = get_adapter().get_provider(request, "oidc")
        login = provider.sociallogin_from_response(request, {"id_token": {"sub": "eleni"} | told})
        login.state = {"process": "redirect"}
        login.lookup()
        proof.accept_from_provider(request, login)
        return request

    return come_back


@pytest.mark.parametrize("told", ["χθες", "4102444800", [], {}, False, float("nan"), 0])
def test_a_moment_that_is_none_is_long_ago(
    client: Client, back_at: Callable[[dict[str, Any]], HttpRequest], told: object
) -> None:
    led_to(client, f"{LOGIN}?process=redirect")
    assert not proof.is_recent(back_at({"auth_time": told}))
    led_to(client, f"{LOGIN}?process=redirect")
    assert proof.is_recent(back_at({"auth_time": int(time.time())}))


def test_a_word_that_was_not_asked_for_here_or_twice_proves_nothing(
    client: Client, back_at: Callable[[dict[str, Any]], HttpRequest]
) -> None:
    assert not proof.is_recent(back_at({}))
    led_to(client, f"{LOGIN}?process=login")
    assert not proof.is_recent(back_at({}))
    led_to(client, f"{LOGIN}?process=redirect")
    request = back_at({})
    assert proof.is_recent(request)
    assert "asked_for_proof" not in str(request.session.items())


def test_what_is_kept_on_the_way_to_a_service_is_short(client: Client, eleni: User) -> None:
    long = "/el/" + "ν" * 100_000
    led_to(client, LOGIN, process=long, next=long)
    assert len(Session.objects.get().session_data) < 2_000
