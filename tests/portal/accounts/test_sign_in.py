"""Signing up and in: by mail, in the reader's language, back to where one was, telling nobody."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import User
from portal.mail.models import OutboundMail
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def signup(**fields: str) -> dict[str, str]:
    return {
        "display_name": "Ελένη Κ",
        "email": "eleni@example.com",
        "password1": accounts.PASSWORD,
    } | fields


def link_in(mail: OutboundMail) -> str:
    link = next(word for word in mail.text.split() if word.startswith("http"))
    return link.removeprefix("http://testserver")


def test_sign_up_asks_for_the_address_to_be_confirmed(client: Client) -> None:
    client.post("/el/account/signup/", signup(next="/el/community/"))
    user = User.objects.get()
    assert (user.display_name, user.locale) == ("Ελένη Κ", "el")
    assert not EmailAddress.objects.get().verified
    mail = OutboundMail.objects.get()
    assert (mail.to, mail.locale) == ("eleni@example.com", "el")
    blocked = client.post(
        "/el/account/login/", {"login": user.email, "password": accounts.PASSWORD}
    )
    assert "confirm-email" in blocked.headers["Location"]
    client.post("/el/account/signup/", signup(next="/el/community/"))
    page = client.get(link_in(mail))
    assert "eleni@example.com" in page.content.decode()


def test_who_confirms_in_the_same_browser_lands_where_it_began(client: Client) -> None:
    client.post("/el/account/signup/", signup(next="/el/community/"))
    landed = client.post(link_in(OutboundMail.objects.get()))
    assert landed.headers["Location"] == "/el/community/"
    assert client.get("/el/account/").status_code == 200


def test_a_known_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    accounts.member("Known", email="known@example.com", locale="da")
    answers = [
        Client().post("/en/account/signup/", signup(email=email, display_name=name))
        for email, name in (("known@example.com", "Somebody"), ("new@example.com", "Else"))
    ]
    assert len({(a.status_code, a.headers["Location"], a.content) for a in answers}) == 1
    first = OutboundMail.objects.order_by("pk").first()
    assert first is not None
    assert (first.to, first.locale, first.kind) == (
        "known@example.com",
        "da",
        "account.account_already_exists",
    )
    resets = [
        Client().post("/en/account/password/reset/", {"email": email})
        for email in ("known@example.com", "nobody@example.com")
    ]
    assert len({(a.status_code, a.headers["Location"]) for a in resets}) == 1


@pytest.mark.parametrize(
    ("asked", "landed"),
    [
        ("/el/community/?x=1", "/el/community/?x=1"),
        ("https://evil.example/", "/en/"),
        ("//evil.example/", "/en/"),
        ("/\\evil.example", "/en/"),
        ("javascript:alert(1)", "/en/"),
        ("", "/en/"),
    ],
)
def test_one_lands_where_one_was_and_nowhere_else(client: Client, asked: str, landed: str) -> None:
    user = accounts.member()
    response = client.post(
        "/en/account/login/",
        {"login": user.email, "password": accounts.PASSWORD, "next": asked},
    )
    assert response.headers["Location"] == landed


def test_guessing_a_password_is_stopped(client: Client) -> None:
    user = accounts.member()
    for _ in range(6):
        response = client.post("/en/account/login/", {"login": user.email, "password": "wrong"})
    assert "too many wrong passwords" in response.content.decode()
    right = client.post("/en/account/login/", {"login": user.email, "password": accounts.PASSWORD})
    assert right.status_code == 200


def test_a_new_password_comes_by_mail(client: Client) -> None:
    user = accounts.member(locale="sv")
    client.post("/en/account/password/reset/", {"email": user.email})
    mail = OutboundMail.objects.get()
    assert (mail.to, mail.locale) == (user.email, "sv")
    form = client.get(link_in(mail), follow=True)
    new = "another-long-password"
    client.post(form.redirect_chain[-1][0], {"password1": new})
    assert User.objects.get().check_password(new)
    assert OutboundMail.objects.filter(kind="account.password_reset").exists()


@pytest.mark.parametrize("name", ["Ann‮a", "Pаypal", "Moderator", "", "x" * 61])
def test_a_refused_name_loses_nothing_else(client: Client, name: str) -> None:
    page = client.post("/en/account/signup/", signup(display_name=name)).content.decode()
    assert "eleni@example.com" in page
    assert "field__error" in page
    assert not User.objects.exists()


def test_what_nobody_sees_is_not_shown_again(client: Client) -> None:
    typed = signup(display_name="Ann\x01‮a", email="eleni\x01‮@example.com")
    page = client.post("/en/account/signup/", typed).content.decode()
    assert "Anna" in page
    assert "invisible" in page
    assert "\x01" not in page
    assert "‮" not in page


def test_a_name_like_anothers_is_refused(client: Client) -> None:
    accounts.member("Eleni")
    page = client.post("/en/account/signup/", signup(display_name="e1eni")).content.decode()
    assert "Somebody else has this name" in page


PAGES = [
    "login/",
    "signup/",
    "password/reset/",
    "password/reset/done/",
    "confirm-email/",
    "confirm-email/wrong/",
    "password/reset/key/1-wrong/",
    "password/reset/key/done/",
    "inactive/",
    "3rdparty/login/cancelled/",
    "3rdparty/login/error/",
]
OWN_PAGES = ["", "email/", "password/change/", "2fa/", "3rdparty/", "logout/", "reauthenticate/"]


@pytest.mark.parametrize("path", [*PAGES, *OWN_PAGES])
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_page_is_in_our_frame_without_inline_code(
    client: Client, path: str, locale: str
) -> None:
    if path in OWN_PAGES:
        client.force_login(accounts.member())
    response = client.get(f"/{locale}/account/{path}", follow=True)
    page = response.content.decode()
    assert response.status_code == (401 if "error" in path else 200)
    assert f'<html lang="{locale}"' in page
    assert "skip-link" in page
    assert page.count("<h1") == 1
    for forbidden in (" style=", "<style", " onclick=", "<script>"):
        assert forbidden not in page


HOSTILE = ["<script>alert(1)</script>", "\x00", "a" * 5000, "‮", "%00", "a@b", "\ud800x"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["login", "signup", "password/reset"])
def test_hostile_text_is_answered(client: Client, form: str, text: str) -> None:
    names = ("login", "email", "password", "password1", "password2", "display_name", "next")
    fields = dict.fromkeys(names, text.encode(errors="replace").decode())
    response = client.post(f"/en/account/{form}/", fields)
    assert response.status_code in {200, 302, 400}
    assert "<script>alert" not in response.content.decode()
