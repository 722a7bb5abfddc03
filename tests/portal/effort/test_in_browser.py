"""The first screen of the report as a browser shows it: all of it at once, in each language."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from portal import locales
from portal.home import site
from tests.browser import DESKTOP, NewContext, take_over
from tests.factories import accounts
from tests.portal.effort import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/cms/reports/support-effort/?period=28"
NARROW = {"width": 360, "height": 740}
# What of the report reaches beyond the window, or is wider than its own place.
CUT_OFF = """
() => [...document.querySelectorAll(
    ".effort__head, .effort__tile, .effort__tile *, .effort__block, .effort__block *")]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const is_out = box.right > window.innerWidth + 1 || box.left < -1;
    const hides = one.matches(".effort__tile, th, td") && one.scrollWidth > one.clientWidth + 1;
    return one.checkVisibility() && (is_out || hides);
  })
  .map((one) => one.outerHTML.slice(0, 120))
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
type Open = Callable[..., Page]


@pytest.fixture
def opened(new_context: NewContext, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The page of an administrator with the admin in a language, in a window of a size."""
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    monkeypatch.setattr(settings, "DEMO", True)
    site.set_up()
    scene.filled()

    def open_page(address: str, language: str, **options: Any) -> Page:
        user = accounts.administrator(f"Eva {language}")
        UserProfile.objects.create(user=user, preferred_language=language)
        client = Client()
        client.force_login(user)
        context = new_context(locale=language, **options)
        take_over(context, client, live_server.url)
        page = context.new_page()
        page.goto(live_server.url + address)
        return page

    return open_page


@pytest.mark.parametrize("language", locales.codes())
def test_a_manager_sees_the_whole_first_screen_without_scrolling(
    opened: Open, language: str
) -> None:
    page = opened(PAGE, language, viewport=DESKTOP)
    expect(page.locator(".effort__tile")).to_have_count(11)
    last = page.locator("#next-steps li").last
    bottom = page.locator(".effort__summary").evaluate("one => one.getBoundingClientRect().bottom")
    assert bottom <= DESKTOP["height"]
    expect(last).to_be_in_viewport(ratio=1)
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("language", ["el", "ar"])
def test_a_phone_has_room_for_every_figure_and_language(opened: Open, language: str) -> None:
    page = opened(PAGE, language, viewport=NARROW)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(SIDEWAYS) == 0
    page.goto(page.url.partition("/cms/")[0] + "/cms/")
    expect(page.locator(".effort__tile")).to_have_count(3)
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize(("language", "dark"), [("el", True), ("ar", False)], ids=["el", "ar"])
def test_axe_finds_nothing_wrong(opened: Open, language: str, dark: bool) -> None:
    page = opened(PAGE, language, viewport=DESKTOP, dark=dark)
    page.locator(".effort__fold summary").click()
    found = Axe().run(page, context=".effort")
    assert found.violations_count == 0, found.generate_report()
    page.goto(page.url.partition("/cms/")[0] + "/cms/")
    found = Axe().run(page, context="[data-panel]")
    assert found.violations_count == 0, found.generate_report()


def test_the_bar_begins_where_one_begins_to_read(opened: Open) -> None:
    for language, side in (("el", "left"), ("ar", "right")):
        page = opened(PAGE, language, viewport=DESKTOP)
        bar = page.locator(".effort__bar")
        solved = bar.locator(".effort__end--solved")
        edges = [
            one.evaluate(f"one => one.getBoundingClientRect().{side}") for one in (bar, solved)
        ]
        assert abs(edges[0] - edges[1]) < 2
