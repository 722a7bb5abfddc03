"""Trying fixes in a real browser, where htmx swaps what has changed on the page."""

from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.factories.fixes import make_troubleshooting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_by_keyboard_from_fix_to_fix_to_the_contact_form(phone: Page, live_server: Any) -> None:
    call_command("set_up_site", verbosity=0)
    make_troubleshooting()
    phone.goto(f"{live_server.url}/el/help/offline/")
    titles = ["Επανεκκίνηση", "Νέο καλώδιο", "Άνοιγμα θυρών"]
    for title, following in zip(titles, [*titles[1:], ""], strict=True):
        here = phone.locator("section.fix", has_text=title)
        expect(here.locator("details")).to_have_count(0)
        here.locator("button[value=did_not]").focus()
        phone.keyboard.press("Enter")
        expect(here.locator("details")).to_have_count(1)
        if following:
            heading = phone.get_by_role("heading", name=following)
            expect(heading).to_be_focused()
            expect(phone.locator("#fixes-told")).to_contain_text(following)
    expect(phone.locator("#fixes-next")).to_be_focused()
    phone.locator("#fixes-end .button--primary").click()
    for title in titles:
        box = phone.locator("[data-entries] label", has_text=title).locator("input")
        expect(box).to_be_checked()
    # What was read in this tab comes after it.
    expect(phone.locator("[data-entries] li")).to_have_count(4)
