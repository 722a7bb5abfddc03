"""What the browser may do, and the installation's own colours."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.home import theme
from tests.factories import accounts
from tests.factories.kb import make_page

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
