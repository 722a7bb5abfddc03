"""The form of a new article whose title is known already."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kb import tree
from kb.models import HelpPage
from kb.new_article import address
from portal.home import site
from tests.factories.accounts import editor, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


def parent(code: str = "el") -> Any:
    return tree.container(code, "howto").specific


def test_the_title_is_filled_in_and_nothing_is_saved(admin_client: Client) -> None:
    title = 'γιατί "αδειάζει" <b>η μπαταρία'
    page = admin_client.get(address(parent(), f" {title}\n")).content.decode()
    field = re.search(r'<input[^>]*name="title"[^>]*>', page)
    assert field is not None
    assert f'value="{escape(title)}"' in field[0]
    assert not HelpPage.objects.exists()


def test_the_form_is_sent_to_wagtail_itself(admin_client: Client) -> None:
    page = admin_client.get(address(parent(), "Σύζευξη")).content.decode()
    ordinary = reverse("wagtailadmin_pages:add", args=("kb", "articlepage", parent().pk))
    assert f'action="{ordinary}"' in page
    assert admin_client.post(address(parent(), "Σύζευξη")).status_code == 405


@pytest.mark.parametrize("asked", ["", "?title=", "?title=%00%0a", "?title=" + "ab%20" * 300])
def test_any_title_gives_a_form_and_at_most_what_fits(asked: str, admin_client: Client) -> None:
    url = address(parent(), "").split("?")[0]
    form = admin_client.get(url + asked).context["form"]
    title = form["title"].value()
    assert len(title) <= 255
    assert title == title.strip()


def test_only_who_may_write_there_gets_the_form(client: Client) -> None:
    url = address(parent(), "Σύζευξη")
    assert client.get(url).status_code == 302
    client.force_login(member())
    assert client.get(url).status_code == 302
    client.force_login(editor())
    refused = client.get(url)
    assert (refused.status_code, refused["Location"]) == (302, reverse("wagtailadmin_home"))
