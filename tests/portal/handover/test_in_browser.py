"""The contact form in a real browser: suggestions while typing, and a trail one can edit."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.deflection.models import Attempt
from portal.handover.models import ContactRequest
from search import service
from search.results import Hit
from tests.browser import NewContext
from tests.factories.handover import hit, results
from tests.factories.requests import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Hit]:
    """What searching finds for the form; its engine has tests of its own."""
    hits: list[Hit] = []
    monkeypatch.setattr(service, "search", lambda **asked: results(*hits))
    return hits


def contact_page(page: Page, live_server: Any, locale: str = "en") -> Page:
    page.goto(f"{live_server.url}/{locale}/contact/")
    return page


def test_typing_shows_what_may_answer_and_one_tap_says_it_did(
    found: list[Hit], phone: Page, live_server: Any
) -> None:
    found.append(hit())
    page = contact_page(phone, live_server)
    page.locator("[name=message]").fill("The hub is offline")
    page.locator("typed-suggestions summary", has_text="1 answer").click()
    expect(page.locator(".suggestions")).to_contain_text("The hub is offline")
    page.get_by_role("button", name="This solved it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We are glad that it helped")
    start = Attempt.objects.get()
    assert (start.saw_suggestions, start.outcome) == (True, "solved")
    assert start.solved_by is not None
    assert start.solved_by.item == "hub-offline"


def test_after_suggestions_sending_takes_one_tap_and_enter_never_means_solved(
    found: list[Hit], phone: Page, live_server: Any
) -> None:
    found.append(hit())
    page = contact_page(phone, live_server)
    page.locator("[name=message]").fill("The hub is offline")
    expect(page.locator(".suggestions")).to_be_visible()
    page.locator("[name=email]").fill("anna@example.com")
    page.locator("[name=email]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    assert Attempt.objects.get().outcome == "sent"


def test_an_offer_before_sending_has_the_focus_and_is_in_sight(
    found: list[Hit], phone: Page, live_server: Any, tmp_path: Path
) -> None:
    found.append(hit())
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(picture("JPEG", (8, 8)))
    page = contact_page(phone, live_server, "el")
    page.route("**/contact/suggestions/", lambda route: route.abort())
    page.locator("[name=message]").fill("Η βαλβίδα δεν ζευγαρώνει")
    page.locator("[name=email]").fill("anna@example.com")
    page.locator("[name=file]").set_input_files(photo)
    page.locator("form.form button.button--primary").click()
    strip = page.locator("typed-suggestions[data-address] summary")
    expect(strip).to_be_focused()
    expect(strip).to_be_in_viewport()
    expect(page.locator("form.form > [role=status]").first).to_be_in_viewport()
    page.locator("form.form button.button--primary").scroll_into_view_if_needed()
    expect(page.locator("form.form > .notice--warning")).to_be_in_viewport()


def test_the_trail_is_shown_and_what_is_taken_out_stays_out(
    found: list[Hit], phone: Page, live_server: Any
) -> None:
    page = contact_page(phone, live_server)
    for words in ("wifi lost", "private thing"):
        page.goto(f"{live_server.url}/en/search/?q={words}")
    contact_page(page, live_server)
    expect(page.get_by_label("wifi lost")).to_be_checked()
    page.get_by_label("private thing").uncheck()
    page.get_by_role("button", name="Add which browser I use").click()
    page.locator("[name=message]").fill("The hub is offline")
    page.locator("[name=email]").fill("anna@example.com")
    page.get_by_role("button", name="Continue").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    request = ContactRequest.objects.get()
    assert [entry["title"] for entry in request.trail] == ["wifi lost"]
    assert "Chrome" in request.browser


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_form_fits_a_phone(
    found: list[Hit], phone: Page, live_server: Any, locale: str
) -> None:
    page = contact_page(phone, live_server, locale)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    button = page.locator("form.form button.button--primary").bounding_box()
    assert button is not None
    assert button["height"] >= 44


def test_without_a_script_the_whole_way_works(
    found: list[Hit], new_context: NewContext, live_server: Any
) -> None:
    found.append(hit())
    page = contact_page(new_context(java_script_enabled=False).new_page(), live_server)
    page.locator("[name=message]").fill("The hub is offline")
    page.locator("[name=email]").fill("anna@example.com")
    page.get_by_role("button", name="Continue").last.click()
    expect(page.locator(".suggestions")).to_contain_text("The hub is offline")
    page.get_by_role("button", name="Send it anyway").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    assert ContactRequest.objects.get().message == "The hub is offline"
