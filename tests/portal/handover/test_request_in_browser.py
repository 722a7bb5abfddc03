"""The page of a request on a phone: it fits, says how far it is, takes a photo and an answer."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.handover import acts, links
from portal.handover.models import ContactRequest
from tests.factories.requests import answered, picture, sent

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
    expect(phone.locator("[name=message]")).to_have_value("")
    acts.answer(request)
    phone.reload()
    phone.locator("form[action$='/yes/'] button").click()
    phone.locator("[name=rating][value='4']").check()
    phone.locator("form[action$='/rate/'] button[type=submit]").click()
    expect(phone.locator("[name=rating]")).to_have_count(0)
    assert phone.evaluate("JSON.stringify(sessionStorage)").find("draft:") == -1
    request = ContactRequest.objects.get()
    assert (request.state, request.outcome, request.rating) == ("solved", "yes", 4)


def test_the_box_of_errors_stands_clear_of_the_heading_above_it(
    phone: Page, live_server: Any
) -> None:
    phone.goto(f"{live_server.url}{links.page(sent(locale='el'))}")
    phone.locator("form[action$='/add/'] button[type=submit]").click()
    heading = phone.locator("#add-title").bounding_box()
    box = phone.locator("#add [role=alert]").bounding_box()
    assert heading
    assert box
    assert box["y"] >= heading["y"] + heading["height"] + 8
    assert phone.locator("#add label").first.inner_text() != phone.locator("#add h2").inner_text()


def test_what_is_typed_on_it_stays_on_a_reload_and_in_another_language(
    phone: Page, live_server: Any
) -> None:
    request = answered(locale="el")
    acts.confirm(request)
    phone.goto(f"{live_server.url}{links.page(request)}")
    typed = {"message": "Η βαλβίδα δεν ζευγαρώνει", "word": "γρήγορα"}
    for name, words in typed.items():
        phone.locator(f"[name={name}]").fill(words)
    phone.reload()
    phone.locator("footer a[hreflang=ar]").click()
    expect(phone.locator("html")).to_have_attribute("lang", "ar")
    for name, words in typed.items():
        expect(phone.locator(f"[name={name}]")).to_have_value(words)
