"""Voting in a real browser, where htmx swaps the vote's part of the page."""

from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from portal.limits.models import Counter
from tests.factories.kb import make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_who_votes_too_often_is_told_so_on_the_page(phone: Page, live_server: Any) -> None:
    call_command("set_up_site", verbosity=0)
    make_page(title="Pair hub")
    phone.goto(f"{live_server.url}/en/help/pair-hub/")
    phone.get_by_role("button", name="Yes").click()
    # The first vote gave the reader a token; only then is there somebody to count.
    expect(phone.locator("#vote form.form")).to_be_visible()
    phone.reload()
    phone.get_by_role("button", name="Yes").click()
    expect(phone.locator("#vote form.form")).to_be_visible()
    Counter.objects.update(count=10_000)
    phone.reload()
    phone.get_by_role("button", name="No", exact=True).click()
    expect(phone.get_by_text("You have done this too often")).to_be_visible()
    assert phone.locator("main").count() == 1
    assert phone.locator("header").count() == 1
