"""The page of a request on a phone: it fits, says how far it is, takes a photo and an answer."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.handover import acts, links
from portal.handover.models import ContactRequest
from tests.factories.requests import picture, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("locale", ["el", "ar"])
def test_a_customer_adds_a_photo_says_not_yet_and_then_solved(
    phone: Page, live_server: Any, settings: Any, tmp_path: Path, locale: str
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(picture("JPEG", (1_200, 900)))
    request = sent(locale=locale, message="Ο κόμβος " + "x" * 200)
    acts.answer(request)
    phone.goto(f"{live_server.url}{links.page(request)}")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.locator("form[action$='/not-yet/'] button").click()
    phone.locator("[name=message]").fill("Και η λυχνία είναι κόκκινη")
    phone.locator("[name=file]").set_input_files(photo)
    phone.locator("form[action$='/add/'] button[type=submit]").click()
    phone.locator("img.request__picture").scroll_into_view_if_needed()
    expect(phone.locator("img.request__picture")).to_have_js_property("complete", True)
    assert phone.locator("img.request__picture").evaluate("image => image.naturalWidth") == 1_200
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    acts.answer(request)
    phone.reload()
    phone.locator("form[action$='/yes/'] button").click()
    phone.locator("[name=rating][value='4']").check()
    phone.locator("form[action$='/rate/'] button").click()
    expect(phone.locator("[name=rating]")).to_have_count(0)
    request = ContactRequest.objects.get()
    assert (request.state, request.outcome, request.rating) == ("solved", "yes", 4)
