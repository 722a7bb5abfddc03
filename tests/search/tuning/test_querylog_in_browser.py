"""The query log on a phone, and the way from a row to an article."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from kb.models import ArticlePage
from tests.browser import take_over
from tests.factories.accounts import member
from tests.factories.steps import START, searched, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_SIZES = "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"


def sign_in(page: Page, url: str) -> None:
    """As somebody who may write and tune."""
    client = Client()
    client.force_login(member(is_staff=True, is_superuser=True))
    take_over(page.context, client, url)


def test_a_phone_has_room_for_the_rows_and_their_actions(
    phone: Page, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    call_command("set_up_site", verbosity=0)
    visit(searched("γιατί αδειάζει η μπαταρία"), locale="el")
    with time_machine.travel(START + timedelta(days=1)):
        sign_in(phone, live_server.url)
        phone.goto(f"{live_server.url}/cms/search_log/")
        actions = phone.locator(".search-tuning__actions a")
        assert actions.count() == 3
        assert all(height >= 44 for _width, height in actions.evaluate_all(_SIZES))
        rows = phone.locator(".search-tuning__scroll")
        assert rows.evaluate("one => one.scrollWidth <= one.clientWidth")
        actions.filter(has_text="Write an article").click()
        title = phone.locator("[name=title]")
        expect(title).to_have_value("γιατί αδειάζει η μπαταρία")
        title.fill("Η μπαταρία αδειάζει")
        phone.get_by_role("button", name="Save draft").click()
        expect(phone).to_have_url(re.compile(r"/pages/\d+/edit/"))
    draft = ArticlePage.objects.get()
    assert (draft.draft_title, draft.locale.language_code) == ("Η μπαταρία αδειάζει", "el")
