"""The report leads to articles by addresses that the site has, and each to what they may open."""

from datetime import timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import resolve
from django.utils import translation

from portal import locales
from portal.journal import days
from tests.factories import accounts, kb
from tests.factories.figures import rolled_up


@pytest.mark.parametrize(("words", "address"), [("id-id", "id"), ("el", "el"), ("mt", "en")])
def test_an_article_is_led_to_in_a_language_of_the_site(words: str, address: str) -> None:
    template = Template("{% load effort %}{{ slug|article_address }}")
    with translation.override(words):
        led = template.render(Context({"slug": "pump"}))
    assert led == f"/{address}/help/pump/"
    with translation.override(address):
        assert resolve(led).view_name == "kb:read"


@pytest.mark.parametrize("code", locales.codes())
def test_an_article_in_another_language_is_led_to_in_that_one(code: str) -> None:
    template = Template("{% load effort %}{{ slug|article_address:code }}")
    with translation.override("el"):
        led = template.render(Context({"slug": "pump", "code": code}))
    assert led == f"/{code}/help/pump/"


@pytest.mark.django_db
@pytest.mark.parametrize("section", ["articles", "wrote-anyway"])
def test_lists_lead_to_the_editor_only_who_may_edit(
    client: Client, settings: Any, section: str
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    page = kb.make_page(kb.make_family("Hub", slug="hub"), "el", title="Ο κόμβος", live="at once")
    day = days.day_of() - timedelta(days=3)
    rolled_up(day, "helpful", "family", {("hub", "el"): (3, 60)})
    rolled_up(day, "wrote_after_reading", "", {("", "el"): (40, 60)})
    rolled_up(day, "wrote_after_reading", "family", {("hub", "el"): (40, 60)})
    editor, article = f"/cms/pages/{page.pk}/edit/", "/el/help/hub/"
    for user, address in (
        (accounts.administrator(), editor),
        (accounts.support_manager(), article),
    ):
        client.force_login(user)
        html = client.get("/cms/reports/support-effort/").content.decode()
        _before, listed = html.split(f'aria-labelledby="{section}"')
        row = listed.split("<tbody>")[1].split("</tr>")[0]
        assert f'<a href="{address}"><bdi>Ο κόμβος</bdi></a>' in row
        assert (editor in row) == (address == editor)
        assert f'<small><a href="{article}">' in row
