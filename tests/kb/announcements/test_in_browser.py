"""An announcement in a real browser: hidden on this device alone, and back when it says more."""

from typing import Any

import pytest
from playwright.sync_api import expect

from portal.home import site
from tests.browser import NewContext
from tests.factories.announcements import problem, solve

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_a_reader_hides_stays_hidden_until_it_is_solved(
    new_context: NewContext, live_server: Any
) -> None:
    site.set_up()
    row = problem({"ar": "لا يعمل"})
    phone = new_context(locale="ar").new_page()
    phone.goto(f"{live_server.url}/ar/")
    expect(phone.get_by_text("لا يعمل")).to_be_visible()
    assert phone.locator(".announcements .notice").bounding_box()["width"] <= 360  # type: ignore[index]
    phone.locator("[data-dismiss]").click()
    expect(phone.locator(".announcements")).to_have_count(0)
    expect(phone.locator("main")).to_be_focused()
    assert not phone.context.cookies()
    phone.reload()
    expect(phone.locator(".announcements")).to_have_count(0)
    solve(row)
    phone.reload()
    expect(phone.get_by_text("لا يعمل")).to_be_visible()
