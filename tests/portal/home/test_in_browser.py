"""The frame as a real browser shows it. The pages come from the test client, without a server."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser import DESKTOP, PHONE, NewContext
from tests.factories import community
from tests.factories.kb import make_family, make_page, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ORIGIN = "http://testserver"
PAGES = ("/{}/", "/{}/nothing/hub-offline/", "/{}/account/login/", "/{}/search/?q=hub")
LONG = "Ξεσκεπαστηριοποιημένος" * 4
TOO_SMALL = """
() => [...document.querySelectorAll("a, button, input, select, summary")]
  .filter((element) => element.checkVisibility() && !element.closest("p, .visually-hidden"))
  .filter((element) => !element.matches(".skip-link, [type=hidden], .card__title a"))
  .filter((element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && Math.round(box.height) < 44;
  })
  .map((element) => element.outerHTML.slice(0, 120))
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# How far the middle of each row of buttons is from the middle of what they stand in.
OFF_CENTRE = """
() => [...document.querySelectorAll(".empty-state .cluster")].flatMap((cluster) => {
  const all = cluster.closest(".empty-state").getBoundingClientRect();
  const boxes = [...cluster.children].map((child) => child.getBoundingClientRect());
  const rows = Object.values(Object.groupBy(boxes, (box) => Math.round(box.top)));
  return rows.map((row) => Math.abs(
    Math.min(...row.map((box) => box.left)) + Math.max(...row.map((box) => box.right))
      - all.left - all.right) / 2);
})
"""

ASSET = re.compile(r'(?:href|src)="(/(?:static|theme)/[^"#]+)')
Open = Callable[..., Page]


@pytest.fixture
def open_page() -> Open:
    """Opens an address that the test client has fetched, with all it needs.

    Playwright answers the browser outside of the test's own course, where the test's database
    connection must not be used: so everything is fetched before.
    """
    fetched: dict[str, tuple[int, dict[str, str], bytes]] = {}

    def fetch(address: str) -> str:
        if address not in fetched:
            response = Client(raise_request_exception=False).get(address)
            body = b"".join(response) if response.streaming else response.content  # type: ignore[call-overload]
            fetched[address] = (response.status_code, dict(response.items()), body)
        return fetched[address][2].decode(errors="replace")

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix(ORIGIN)
        status, headers, body = fetched.get(address, (404, {}, b""))
        route.fulfill(status=status, headers=headers, body=body)

    def opened(context: BrowserContext, address: str, *others: str) -> Page:
        for each in (address, *others):
            for asset in ASSET.findall(fetch(each)):
                fetch(asset)
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(ORIGIN + address)
        return page

    return opened


@pytest.fixture
def some_content() -> None:
    topic = make_topic("Wi-Fi and hub")
    make_page(topic, "el", title="Wi-Fi και κόμβος")
    for title in ("The hub is offline", LONG):
        make_page(make_family(title[:30], topics=[topic]), title=title, summary=LONG)
    community.thread(title=LONG, locale="el")


@pytest.mark.parametrize(("locale", "dark"), [("el", False), ("ar", True)], ids=["el", "ar"])
@pytest.mark.usefixtures("some_content")
def test_axe_finds_nothing_wrong(
    new_context: NewContext, open_page: Open, locale: str, dark: bool
) -> None:
    context = new_context(locale=locale, dark=dark)
    for address in PAGES:
        page = open_page(context, address.format(locale))
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, PHONE["width"], 768, DESKTOP["width"]])
@pytest.mark.usefixtures("some_content")
def test_no_page_scrolls_sideways_even_with_very_long_words(
    new_context: NewContext, open_page: Open, width: int
) -> None:
    context = new_context(viewport={"width": width, "height": 800})
    for address in PAGES:
        page = open_page(context, address.format("el"))
        assert page.evaluate(SIDEWAYS) == 0, address


@pytest.mark.usefixtures("some_content")
def test_everything_to_tap_is_at_least_44_pixels_high(
    new_context: NewContext, open_page: Open
) -> None:
    context = new_context()
    for address in PAGES:
        assert open_page(context, address.format("ar")).evaluate(TOO_SMALL) == [], address


@pytest.mark.parametrize("locale", ["el", "ar"])
@pytest.mark.parametrize("width", [PHONE["width"], DESKTOP["width"]])
@pytest.mark.usefixtures("some_content")
def test_where_nothing_is_found_text_and_buttons_have_one_middle(
    new_context: NewContext, open_page: Open, locale: str, width: int
) -> None:
    context = new_context(viewport={"width": width, "height": 800})
    off_centre = open_page(context, f"/{locale}/search/?q=xqzvw").evaluate(OFF_CENTRE)
    assert off_centre
    assert max(off_centre) < 2


def test_the_chosen_appearance_stays_on_the_next_page(
    new_context: NewContext, open_page: Open
) -> None:
    context = new_context()
    page = open_page(context, "/en/", "/ar/")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark").click()
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(f"{ORIGIN}/ar/")
    assert page.evaluate(ground) == dark
    page.locator("[data-theme-choice='']").click()
    assert page.evaluate(ground) == light


def test_the_page_works_without_scripts(new_context: NewContext, open_page: Open) -> None:
    page = open_page(new_context(java_script_enabled=False), "/en/", "/ar/")
    assert not page.locator("theme-switch").is_visible()
    page.locator("summary.menu__button").click()
    page.get_by_role("link", name="العربية").first.click()
    assert page.url == f"{ORIGIN}/ar/"


def test_the_keyboard_reaches_the_content_first(new_context: NewContext, open_page: Open) -> None:
    page = open_page(new_context(), "/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
