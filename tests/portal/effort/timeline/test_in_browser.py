"""The report on a phone and on paper: drawings, tables and marks, whichever way is written."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from portal.effort import rollups
from portal.home import site
from portal.journal import days
from tests.browser import NewContext, take_over
from tests.factories.accounts import member
from tests.factories.effort import Reader
from tests.factories.timeline import note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORT = "/cms/reports/support-effort/?period=28"
LONG = "Donauverwarmingsthermostaatventieladapterhandleiding"
A4 = {"width": 794, "height": 1123}
# What is wider than the window, or than what it stands in.
OVERFLOWS = """() => [...document.querySelectorAll(
    '.effort__charts svg, .effort table, .effort__legend, .effort__marks'
)].filter(one => {
    if (one.closest('.effort__scroll')) return false;
    const box = one.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth || one.scrollWidth > one.clientWidth;
}).map(one => one.outerHTML.slice(0, 80))"""
INSIDE = """one => {
    const [a, b] = [one, one.ownerSVGElement].map(each => each.getBoundingClientRect());
    return a.left >= b.left - 1 && a.right <= b.right + 1;
}"""
SHOWN = "one => getComputedStyle(one).display !== 'none' && one.getClientRects().length > 0"


@pytest.fixture
def _report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four weeks of a small house, the third without anybody, and what happened in them."""
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    site.set_up()
    today = days.day_of()
    for ago in (26, 25, 20, 19, 2, 1):
        when = f"{today - timedelta(days=ago)} 10:00"
        for number in range(4):
            reader = Reader(f"198.18.{number}.{ago}", "ar")
            reader.searched("ضوضاء", when, weak=number > 1)
            reader.read("noise", when)
            reader.did("vote", when, family="noise", helpful=number > 0)
            reader.sends(reader.begins(when), when)
    rollups.close_days()
    note("لا يعمل الموقع", today - timedelta(days=20), today - timedelta(days=9), written_in="ar")
    note(LONG * 2, today - timedelta(days=1), kind="release", written_in="da", market="DK")


def opened(page: Page, url: str, language: str) -> Page:
    """The report, for a manager who reads the editors' pages in a language."""
    user = member(is_staff=True, is_superuser=True)
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    take_over(page.context, client, url)
    page.goto(url + REPORT)
    return page


@pytest.mark.parametrize("language", ["ar", "el"])
@pytest.mark.usefixtures("_report")
def test_a_phone_has_room_for_every_drawing_and_table(
    phone: Page, live_server: Any, language: str
) -> None:
    opened(phone, live_server.url, language)
    for fold in phone.locator(".effort details summary").all():
        fold.click()
    expect(phone.locator(".effort__charts table").first).to_be_visible()
    assert phone.evaluate(OVERFLOWS) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # As large as words in a table: a drawing is as wide as the phone.
    scale = phone.locator(".effort__charts svg").first.evaluate(
        "one => one.getBoundingClientRect().width / one.viewBox.baseVal.width"
    )
    assert scale > 0.8


@pytest.mark.usefixtures("_report")
def test_in_arabic_the_last_day_is_drawn_on_the_left(phone: Page, live_server: Any) -> None:
    opened(phone, live_server.url, "ar")
    drawing = phone.locator("[aria-labelledby=trend-search_weak]").first
    places = drawing.locator("circle").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().x)"
    )
    assert len(places) == 3
    assert places == sorted(places, reverse=True)
    for text in drawing.locator("text").all():
        assert text.evaluate(INSIDE)


@pytest.mark.parametrize(("language", "dark"), [("ar", True), ("da", False)], ids=["ar", "da"])
@pytest.mark.usefixtures("_report")
def test_axe_finds_nothing_wrong_with_drawings_and_marks(
    new_context: NewContext, live_server: Any, language: str, dark: bool
) -> None:
    page = opened(new_context(dark=dark).new_page(), live_server.url, language)
    for fold in page.locator(".effort details summary").all():
        fold.click()
    found = Axe().run(page, context="[aria-labelledby=trends]")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.usefixtures("_report")
def test_on_paper_stand_all_tables_and_nothing_to_click(
    new_context: NewContext, live_server: Any, dark: bool
) -> None:
    page = opened(new_context(viewport=A4, dark=dark).new_page(), live_server.url, "da")
    page.emulate_media(media="print")
    for hidden in ("#wagtail-sidebar", ".effort form", ".effort summary", ".effort .button"):
        shown = [one.evaluate(SHOWN) for one in page.locator(hidden).all()]
        assert shown, hidden
        assert not any(shown), hidden
    tables = page.locator(".effort__charts table")
    assert tables.count() >= 2
    assert all(one.evaluate("one => one.checkVisibility()") for one in tables.all())
    assert page.evaluate(OVERFLOWS) == []
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    hatched = page.locator(".effort__charts .effort__open").first
    assert hatched.get_attribute("fill") == "url(#effort-hatch)"
    # No link has its address printed behind it.
    behind = page.locator(".effort a").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::after').content)"
    )
    assert set(behind) <= {"none", "normal"}
