"""A suggestion opens in a new tab, does not help, and its "Contact us" is another form."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.deflection.models import Attempt
from search import service
from tests.factories.handover import hit, results
from tests.factories.kb import make_family, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def writes(page: Page, words: str) -> None:
    page.locator("[name=message]").fill(words)
    page.locator("[name=email]").fill("anna@example.com")


def test_what_was_begun_goes_along_with_what_is_sent(
    monkeypatch: Any, phone: Page, live_server: Any
) -> None:
    page = make_page(
        make_family("Hub", slug="hub-offline"), "el", title="Ο κόμβος", live="at once"
    )
    found = hit(url=f"/el/help/{page.slug}/", family="hub-offline")
    monkeypatch.setattr(service, "search", lambda **asked: results(found))
    phone.goto(f"{live_server.url}/el/contact/")
    writes(phone, "Ο κόμβος είναι εκτός")
    phone.locator("typed-suggestions summary").click()
    with phone.expect_popup() as opening:
        phone.locator(".suggestions__title").click()
    tab = opening.value
    expect(tab.get_by_role("heading", level=1)).to_have_text("Ο κόμβος")
    # The address that is copied or shared from there says nothing.
    assert "#" not in tab.url
    tab.goto(f"{live_server.url}/el/contact/")
    writes(tab, "Δεν βοήθησε το άρθρο")
    tab.locator("[name=email]").press("Enter")
    tab.locator("[name=email]").press("Enter")
    tab.wait_for_url("**/contact/sent/**")
    first, second = Attempt.objects.order_by("started_at")
    assert (first.outcome, first.went_on) == ("", "form")
    assert (second.outcome, second.went_on) == ("sent", "")
