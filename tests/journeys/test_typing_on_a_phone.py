"""What one types in stays where it is, to the pixel, in both forms: on phones and on desktops."""

from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FloatRect, Locator, Page, expect

from search import service
from search.results import Hit
from tests.browser import DESKTOP, NewContext
from tests.factories import community
from tests.factories.handover import hit, results

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A phone of 360 by 740 whose keyboard is open.
KEYBOARD_OPEN = {"width": 360, "height": 400}


@dataclass(frozen=True)
class Typing:
    """A form, and the field in it that suggestions stand beneath."""

    path: str
    field: str
    later: str


FORMS = [Typing("contact/", "message", "product"), Typing("community/ask/", "title", "body")]
WORDS = {"el": ("Το καλοριφέρ μένει κρύο", "3 απαντήσεις"), "ar": ("المدفأة باردة", "3 إجابات")}
each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.field)
each_language = pytest.mark.parametrize("locale", list(WORDS))


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> list[Hit]:
    """What searching finds; its engine has tests of its own."""
    community.category()
    hits = [hit(id=f"{n}", title=f"Ο κόμβος {n}" * 4, excerpt="Δεν απαντά. " * 9) for n in "123"]
    monkeypatch.setattr(service, "search", lambda **asked: results(*hits))
    return hits


def opened(new_context: NewContext, live_server: Any, form: Typing, **options: Any) -> Page:
    options.setdefault("viewport", KEYBOARD_OPEN)
    page = new_context(**options).new_page()
    page.goto(f"{live_server.url}/{options.get('locale', 'en')}/{form.path}")
    return page


def type_in(page: Page, name: str, words: str) -> Locator:
    """Type, and wait for what is found."""
    field = page.locator(f"[name={name}]")
    field.focus()
    with page.expect_response("**/suggestions/"):
        page.keyboard.insert_text(words)
    return field


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found
    return found


@each_form
@each_language
@pytest.mark.parametrize("viewport", [KEYBOARD_OPEN, DESKTOP], ids=["phone", "desktop"])
def test_the_field_one_types_in_keeps_its_place(
    new_context: NewContext,
    live_server: Any,
    found: list[Hit],
    form: Typing,
    locale: str,
    viewport: dict[str, int],
) -> None:
    page = opened(new_context, live_server, form, locale=locale, viewport=viewport)
    field = page.locator(f"[name={form.field}]")
    field.focus()
    before = box(field)
    words, said = WORDS[locale]
    type_in(page, form.field, words)
    strip = page.locator("typed-suggestions summary")
    expect(strip).to_have_text(said)
    expect(page.locator("#status")).to_have_text(said)
    assert box(field) == before
    found.clear()
    type_in(page, form.field, " ;")
    expect(strip).to_have_count(0)
    assert box(field) == before


@each_form
def test_on_a_phone_a_strip_of_one_line_stands_beneath_and_opens_on_a_tap(
    new_context: NewContext, live_server: Any, form: Typing
) -> None:
    page = opened(new_context, live_server, form, locale="el")
    height = page.evaluate("document.documentElement.scrollHeight")
    field = type_in(page, form.field, WORDS["el"][0])
    strip = page.locator("typed-suggestions summary")
    below, above = box(strip), box(field)
    assert 44 <= below["height"] < 60
    assert 0 <= below["y"] - above["y"] - above["height"] < 16
    assert page.evaluate("document.documentElement.scrollHeight") - height < 80
    expect(page.locator(".suggestions__title").first).not_to_be_visible()
    strip.click()
    expect(page.locator(".suggestions__title")).to_have_count(3)
    expect(page.locator(".suggestions__title").first).to_be_visible()


@each_form
def test_with_nothing_found_the_form_is_as_high_as_before(
    new_context: NewContext, live_server: Any, found: list[Hit], form: Typing
) -> None:
    found.clear()
    page = opened(new_context, live_server, form, locale="ar")
    height = page.evaluate("document.documentElement.scrollHeight")
    type_in(page, form.field, WORDS["ar"][0])
    assert page.evaluate("document.documentElement.scrollHeight") == height
    empty = page.locator("typed-suggestions")
    assert empty.evaluate("one => getComputedStyle(one).display") == "none"


@each_form
def test_what_stands_above_a_later_field_moves_nothing_either(
    new_context: NewContext, live_server: Any, found: list[Hit], form: Typing
) -> None:
    page = opened(new_context, live_server, form, locale="el")
    type_in(page, form.field, WORDS["el"][0])
    for is_open in (False, True):
        if is_open:
            page.locator("typed-suggestions summary").click()
        later = page.locator(f"[name={form.later}]")
        later.focus()
        before = box(later)
        found.pop()
        page.keyboard.insert_text("κρύο")
        page.wait_for_timeout(900)  # Longer than the pause after which it is asked.
        assert box(later) == before


def test_who_goes_on_before_the_answer_comes_keeps_the_place_too(
    new_context: NewContext, live_server: Any
) -> None:
    page = opened(new_context, live_server, FORMS[1], locale="el")
    page.locator("[name=title]").fill(WORDS["el"][0])
    body = page.locator("[name=body]")
    with page.expect_response("**/suggestions/"):
        body.focus()
        before = box(body)
    strip = page.locator("typed-suggestions summary")
    expect(strip).to_be_visible()
    assert box(body) == before
    assert box(strip)["y"] > before["y"]


@each_form
@pytest.mark.parametrize("locale", ["el", "ar"])
def test_on_a_desktop_they_stand_in_a_column_beside(
    new_context: NewContext, live_server: Any, form: Typing, locale: str
) -> None:
    page = opened(new_context, live_server, form, locale=locale, viewport=DESKTOP)
    field = type_in(page, form.field, WORDS[locale][0])
    panel = page.locator("typed-suggestions details")
    expect(panel.locator(".suggestions__title").first).to_be_visible()
    beside, typed = box(panel), box(field)
    if locale == "ar":
        assert beside["x"] + beside["width"] < typed["x"]
    else:
        assert beside["x"] > typed["x"] + typed["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@each_form
def test_axe_finds_nothing_wrong_with_suggestions_open(
    new_context: NewContext, live_server: Any, form: Typing
) -> None:
    for locale, viewport, dark in (("el", KEYBOARD_OPEN, True), ("ar", DESKTOP, False)):
        page = opened(new_context, live_server, form, locale=locale, viewport=viewport, dark=dark)
        type_in(page, form.field, WORDS[locale][0])
        panel = page.locator("typed-suggestions details")
        if not panel.evaluate("one => one.open"):
            panel.locator("summary").click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@each_form
def test_one_sends_without_ever_opening_them(
    new_context: NewContext, live_server: Any, form: Typing
) -> None:
    page = opened(new_context, live_server, form, locale="el")
    type_in(page, form.field, WORDS["el"][0])
    for name, words in {"email": "a@b.example", "body": "Άνοιξα τη βαλβίδα, μένει κρύο."}.items():
        if page.locator(f"[name={name}]").count():
            page.locator(f"[name={name}]").fill(words)
    page.locator("form.form button.button--primary").click()
    expect(page.locator("typed-suggestions")).to_have_count(0)
