"""Somebody looks for a telephone number on a phone, and calls."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import override
from playwright.sync_api import Page, expect

from portal import cldr
from portal.journal.models import Step, StepKind
from tests.browser import NewContext
from tests.factories import support
from tests.search.processes import eventually

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CARD = "[data-contact-card]"


@pytest.mark.parametrize(("locale", "typed"), [("el", "τηλέφωνο"), ("ar", "خدمة العملاء")])
def test_the_box_and_the_page_lead_to_a_call(
    locale: str, typed: str, phone: Page, live_server: Any
) -> None:
    support.way("phone", "+30 21 0123 4567")
    support.way("form")
    phone.goto(f"{live_server.url}/{locale}/")
    box = phone.get_by_role("combobox").first
    box.press_sequentially(typed)
    options = phone.locator(f"[role=option]{CARD}")
    expect(options).to_have_count(2)
    expect(options.first).to_contain_text("+30 21 0123 4567")
    box.press("Enter")
    card = phone.locator(f"main {CARD}")
    expect(card).to_be_visible()
    assert Axe().run(phone).violations_count == 0
    card.locator("a[href^='tel:']").click()
    taps = Step.objects.filter(kind=StepKind.WAY_TAKEN)
    assert eventually(taps.exists, seconds=20)
    assert (taps.get().item_kind, taps.get().reader_locale) == ("phone", locale)


def test_the_box_tells_a_guests_own_time(new_context: NewContext, live_server: Any) -> None:
    support.desk(support.hours(), promised=6)
    support.way("form")
    jakarta = new_context(timezone_id="Asia/Jakarta").new_page()
    jakarta.goto(f"{live_server.url}/el/")
    jakarta.get_by_role("combobox").first.press_sequentially("τηλέφωνο")
    time = jakarta.locator(f"[role=option]{CARD} local-time time")
    at = datetime.fromisoformat(time.get_attribute("datetime") or "")
    there = at.astimezone(ZoneInfo("Asia/Jakarta"))
    with override("el"), cldr.in_zone("Asia/Jakarta"):
        hour = cldr.moment(there).rpartition(", ")[2].split()[0]
    expect(time).to_contain_text(hour)
    expect(time).not_to_contain_text("UTC")
