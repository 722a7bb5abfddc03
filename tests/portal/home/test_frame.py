from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_frame_is_in_the_language_of_its_page_whichever_was_drawn_before(
    client: Client,
) -> None:
    pages = {code: client.get(f"/{code}/").content.decode() for code in ("el", "ar", "el", "da")}
    assert "Επικοινωνία" in pages["el"]
    assert "Επικοινωνία" not in pages["ar"]
    for code, page in pages.items():
        assert f'<a href="/{code}/" lang="{code}" hreflang="{code}" aria-current="true">' in page
        assert page.count('aria-current="true"') == 2, "in the menu and in the footer"


def test_the_languages_lead_to_the_same_page_whichever_was_drawn_before(client: Client) -> None:
    for path in ("community/", "search/", "community/"):
        page = client.get(f"/el/{path}").content.decode()
        assert page.count(f'href="/ar/{path}" lang="ar"') == 2


def test_a_changed_setting_shows_at_once(client: Client, settings: Any) -> None:
    for name in ("Βορέας", "Νότος"):
        settings.SITE_NAME = name
        assert client.get("/el/search/").content.decode().count(f"<bdi>{name}</bdi>") == 1
