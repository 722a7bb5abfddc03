"""What the browser may do, and the installation's own colours."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.home import theme
from tests.factories import accounts
from tests.factories.kb import make_page
from tests.journeys.routes import every_route

pytestmark = pytest.mark.django_db


def test_public_pages_allow_nothing_inline_and_no_frame(client: Client) -> None:
    for address in ("/en/", "/en/account/login/", "/en/nothing/"):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response["X-Frame-Options"] == "DENY"


def test_the_editors_pages_may_do_what_wagtail_needs_and_frame_themselves(
    client: Client, settings: Any
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(accounts.editor())
    response = client.get(reverse("wagtailadmin_home"))
    policy = response["Content-Security-Policy"]
    assert response.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_preview_is_as_strict_as_the_page_but_stands_in_the_editors_frame(
    client: Client, settings: Any
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(accounts.member(is_staff=True, is_superuser=True))
    page = make_page()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = {"title": page.title, "slug": page.slug, "body-count": "0", "summary": ""}
    assert client.post(address, form).status_code == 200
    response = client.get(address)
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_the_accent_colour_reaches_every_page_by_an_address_kept_for_ever(
    client: Client, settings: Any
) -> None:
    settings.ACCENT_COLOUR = "#d4006a"
    address = theme.url()
    assert f'href="{address}"' in client.get("/en/nothing/").content.decode()
    response = client.get(address)
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]
    assert b"--accent: light-dark(#d4006a," in response.content
    settings.ACCENT_COLOUR = "#0b6e5f"
    assert "immutable" not in client.get(address)["Cache-Control"]
    assert theme.url() != address


def test_name_and_logo_are_settings(client: Client, settings: Any) -> None:
    settings.SITE_NAME, settings.SITE_LOGO = "Søk & hjelp", "/static/logo.svg"
    page = client.get("/en/").content.decode()
    assert "Søk &amp; hjelp" in page
    assert '<img class="brand__logo" src="/static/logo.svg" alt=""' in page


@pytest.mark.walk
def test_every_answer_denies_the_abilities_that_no_page_uses() -> None:
    client = Client(raise_request_exception=False)
    statuses = set()
    static = "/static/portal/css/base.css"
    for address in (*(route.path() for route in every_route()), static, "/nothing", "/en/\x01/"):
        answer = client.get(address)
        statuses.add(answer.status_code)
        answer.close()
        denied = answer["Permissions-Policy"].split(", ")
        assert denied == [f"{ability}=()" for ability in settings.PERMISSIONS_POLICY], address
    assert {200, 302, 404, 405} <= statuses


def test_what_the_scripts_use_is_not_denied() -> None:
    scripts = Path(settings.STATICFILES_DIRS[0]).rglob("*.js")
    used = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    for ability in ("geolocation", "mediaDevices", "requestFullscreen"):
        assert ability not in used
    assert "credentials.get" in used
    assert "publickey-credentials-get" not in settings.PERMISSIONS_POLICY


def test_no_other_origin_may_read_an_answer_and_each_names_its_characters() -> None:
    client = Client(raise_request_exception=False)
    texts = 0
    for route in every_route():
        answer = client.get(route.path(), headers={"origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("Access-Control-")]
        if not answer.streaming and answer.content:
            kind = answer["Content-Type"]
            if kind.startswith("text/"):
                assert "charset=utf-8" in kind.lower().replace('"', ""), route.pattern
                texts += 1
    assert texts > 20


@pytest.mark.parametrize("path", [".git/config", ".git/HEAD", "pyproject.toml", "portal/urls.py"])
@pytest.mark.parametrize("below", ["", "static/", "static/../", "media/", "media/../"])
def test_nothing_of_the_repository_is_served(client: Client, below: str, path: str) -> None:
    assert client.get(f"/{below}{path}").status_code in {302, 404}
