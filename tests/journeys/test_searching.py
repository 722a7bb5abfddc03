"""Typing into the search box on a phone, by keyboard only, and searching without scripts."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from portal.journal.models import Step, StepKind
from search.suggestions.models import PastQuery
from tests.browser import NewContext
from tests.search.processes import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STATUS = "document.getElementById('status').textContent"


@dataclass(frozen=True)
class Story:
    """What is typed in a language, what others searched for, and how many suggestions are told."""

    locale: str
    typed: str
    search: str
    told: str


STORIES = (
    Story("el", "μπαταρι", "μπαταρίες βαλβίδας", "προτάσεις"),
    Story("ar", "بطاري", "بطاريات الصمام", "اقتراحات"),
)


def focus_by_keyboard(page: Page) -> Locator:
    """Tab to the first search box."""
    for _press in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            return page.get_by_role("combobox").first
    raise AssertionError("The search box cannot be reached by keyboard")


def active(page: Page, box: Locator) -> Locator:
    """The option that the box says is active."""
    return page.locator(f"#{box.get_attribute('aria-activedescendant')}")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.locale)
def test_suggestions_are_reached_by_keyboard_alone(
    story: Story, help_centre: str, phone: Page
) -> None:
    PastQuery.objects.create(
        locale=story.locale, normal=f"{story.typed}…", text=story.search, visits=9
    )
    phone.goto(f"{help_centre}/{story.locale}/")
    box = focus_by_keyboard(phone)
    expect(box).to_have_attribute("aria-expanded", "false")
    phone.keyboard.type(story.typed)
    options = phone.get_by_role("listbox").get_by_role("option")
    expect(options.last).to_contain_text(story.search)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_be_focused()
    number = options.count()
    assert number >= 3
    assert str(number) in phone.evaluate(STATUS)
    assert story.told in phone.evaluate(STATUS)
    assert phone.evaluate(SIDEWAYS) == 0
    assert min(option.bounding_box()["height"] for option in options.all()) >= 44  # type: ignore[index]

    phone.keyboard.press("ArrowDown")
    expect(active(phone, box)).to_have_attribute("aria-selected", "true")
    assert active(phone, box).inner_text() == options.first.inner_text()
    found = Axe().run(phone)
    assert found.violations_count == 0, found.generate_report()
    phone.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None, "back in the box"
    phone.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(phone.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value(story.typed)

    phone.keyboard.press("ArrowDown")
    expect(phone.get_by_role("listbox")).to_be_visible()
    title = active(phone, box).locator(".suggestion__title").inner_text()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.locale)
def test_a_search_of_others_leads_to_its_results(
    story: Story, help_centre: str, phone: Page
) -> None:
    PastQuery.objects.create(
        locale=story.locale, normal=f"{story.typed}…", text=story.search, visits=9
    )
    phone.goto(f"{help_centre}/{story.locale}/")
    focus_by_keyboard(phone)
    phone.keyboard.type(story.typed)
    last = phone.get_by_role("option").last
    expect(last).to_have_attribute("data-kind", "search")
    phone.keyboard.press("ArrowUp")
    expect(last).to_have_attribute("aria-selected", "true")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("searchbox").or_(phone.get_by_role("combobox"))).to_have_value(
        story.search
    )
    expect(phone.locator("search-results li").first).to_be_visible()


def test_without_scripts_one_searches_and_narrows_by_plain_forms(
    help_centre: str, new_context: NewContext
) -> None:
    page = new_context(locale="ar", java_script_enabled=False).new_page()
    page.goto(f"{help_centre}/ar/")
    page.get_by_role("searchbox").fill("بطارية")
    page.keyboard.press("Enter")
    expect(page.locator("search-results li").first).to_be_visible()
    before = page.locator("search-results li").count()
    page.locator(".narrowing > summary").click()
    page.locator("#narrow-topic").select_option(index=1)
    page.locator("#narrow-sort").select_option("date")
    page.locator(".narrowing__form button").click()
    assert "sort=date" in page.url
    assert "topic=" in page.url
    expect(page.get_by_role("searchbox").first).to_have_value("بطارية")
    page.locator("li > a.pill").click()
    assert "topic=" not in page.url
    assert "sort=date" in page.url
    assert page.locator("search-results li").count() >= min(before, 1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_opening_a_result_counts_once(
    scripts: bool, help_centre: str, new_context: NewContext
) -> None:
    page = new_context(locale="el", java_script_enabled=scripts).new_page()
    page.goto(f"{help_centre}/el/search/?q=μπαταρία")
    page.locator("search-results a").nth(1).click()
    clicks = Step.objects.filter(kind=StepKind.CLICK)
    assert eventually(clicks.exists, seconds=20)
    page.goto(f"{help_centre}/el/")
    step = clicks.get()
    assert (step.rank, step.reader_locale) == (2, "el")
