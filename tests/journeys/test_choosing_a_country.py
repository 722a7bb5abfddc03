"""A Greek reader and an Arabic one say once where they are, with scripts and without."""

from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kb.models import Kind
from portal.caching.testing import forget_pages
from portal.jobs.testing import drain
from tests.browser import NewContext
from tests.factories import support
from tests.factories.kb import make_family, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# So high is the header of a phone, in pixels.
ONE_ROW = 70


@dataclass(frozen=True)
class Story:
    """A language, and its words for what happens."""

    locale: str
    title: str
    electrician: str
    greece: str
    norway: str


STORIES = [
    Story("el", "Βάση θερμοστάτη", "Μόνο ηλεκτρολόγος", "Ελλάδα", "Νορβηγία"),
    Story("ar", "قاعدة الترموستات", "كهربائي فقط", "اليونان", "النرويج"),
]
each_reader = pytest.mark.parametrize(
    ("story", "scripts"),
    [
        pytest.param(STORIES[0], False, id="el, no scripts"),
        pytest.param(STORIES[1], True, id="ar"),
    ],
)


@pytest.fixture(autouse=True)
def served(transactional_db: None) -> None:
    support.market("GR"), support.market("NO")
    support.way("phone", "+30 21 0123 4567", "GR")
    support.way("phone", "+47 21 23 45 67", "NO")


def written(story: Story) -> None:
    """A topic with a text for Norway before one for all, which has a part for Norway."""
    topic = make_family(slug="mounting", kind=Kind.TOPIC, source=story.locale)
    make_page(topic, story.locale, title=story.title)
    for slug, markets in (("wired", ["NO"]), ("mount", [])):
        family = make_family(slug=slug, source=story.locale, markets=markets, topics=[topic])
        body = [
            ("text", f"<h2>{story.title}</h2>"),
            ("applies_to", {"product": "", "version": "", "market": "NO"}),
            ("text", f"<p>{story.electrician}</p><h2>{story.title}</h2>"),
        ]
        title = f"{story.title} {slug}"
        make_page(family, story.locale, title=title, body=body if slug == "mount" else None)
    drain()


def is_clean(page: Page, scripts: bool) -> None:
    if scripts:
        assert Axe().run(page).violations_count == 0


@each_reader
def test_a_country_is_chosen_once_and_followed_everywhere(
    story: Story, scripts: bool, new_context: NewContext, live_server: Any
) -> None:
    written(story)
    forget_pages()
    context = new_context(locale=story.locale, java_script_enabled=scripts)
    page, here = context.new_page(), f"{live_server.url}/{story.locale}"
    page.goto(f"{here}/help/mount/")
    part, question = page.get_by_text(story.electrician), page.locator("[data-market-question]")
    expect(part).to_be_visible()
    is_clean(page, scripts)
    question.get_by_role("button", name=story.greece).click()
    # The same page, which had been shown just before: never a copy of that.
    expect(page).to_have_url(f"{here}/help/mount/")
    expect(question).to_have_count(0)
    expect(part).to_be_hidden()
    is_clean(page, scripts)
    page.locator("summary", has_text=story.norway).click()
    expect(part).to_be_visible()

    page.goto(f"{here}/help/mounting/")
    entries = page.locator("main .link-list > li")
    expect(entries).to_contain_text(["mount", story.norway])
    entries.last.locator("a").click()
    expect(page.locator(".notice[data-for-markets]")).to_contain_text(story.greece)
    is_clean(page, scripts)
    page.goto(f"{here}/search/?q={story.title}")
    expect(page.locator("search-results li").last).to_contain_text(story.norway)

    # Much later, in a new window: nobody asks again, and only the own telephone is told.
    page.close()
    page = context.new_page()
    page.goto(f"{here}/contact/")
    expect(page.locator("[data-market-question]")).to_have_count(0)
    expect(page.locator("main a[href^='tel:']")).to_have_attribute("href", "tel:+302101234567")


@each_reader
def test_it_is_changed_beside_the_language_on_any_page(
    story: Story, scripts: bool, new_context: NewContext, live_server: Any
) -> None:
    written(story)
    forget_pages()
    page = new_context(locale=story.locale, java_script_enabled=scripts).new_page()
    address = f"{live_server.url}/{story.locale}/search/?q=wired"
    page.goto(address)
    menu = page.locator("header details.menu", has=page.locator("[name=market]"))
    for country, telephone in (("GR", "+302101234567"), ("NO", "+4721234567")):
        menu.locator("summary").click()
        is_clean(page, scripts)
        menu.locator(f"button[value={country}]").click()
        expect(page).to_have_url(address)
        called = page.locator("footer a[href^='tel:']")
        expect(called).to_have_attribute("href", f"tel:{telephone}")
        told = menu.locator("summary .menu__mark")
        expect(told).to_be_visible()
        expect(told).to_have_text(country)
        header = page.locator(".site-header").bounding_box()
        assert header
        assert header["height"] <= ONE_ROW
    menu.locator("summary").click()
    menu.locator("button[value=all]").click()
    expect(page.locator("footer a[href^='tel:']")).to_have_count(2)
    expect(menu.locator("summary .menu__mark")).to_have_count(0)
    width = page.evaluate("document.documentElement.scrollWidth") if scripts else 0
    assert width <= 360
