"""The sitemap of questions: each once, in the language that it was asked in."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from community.moderation.visibility import hide_post
from tests.factories import accounts, community
from tests.factories.actors import acting
from tests.sitemaps import listed

pytestmark = pytest.mark.django_db


def test_a_question_stands_in_the_list_of_its_language_alone(
    client: Client, settings: Any
) -> None:
    settings.BASE_URL = "https://hjelp.example.org"
    asked = community.thread(locale="el", title="Κρύα σώματα")
    found = listed(client, "/el/community/sitemap.xml")
    path = quote(f"/el/community/t/{asked.pk}/κρύα-σώματα/")
    assert list(found) == [f"https://hjelp.example.org{path}"]
    assert listed(client, "/ar/community/sitemap.xml") == {}


def test_what_is_hidden_is_in_none(client: Client) -> None:
    asked = community.thread(locale="id")
    assert len(listed(client, "/id/community/sitemap.xml")) == 1
    moderator = acting(accounts.moderator())
    hide_post(actor=moderator, post=community.question(asked), reason="Iklan.")
    assert listed(client, "/id/community/sitemap.xml") == {}
