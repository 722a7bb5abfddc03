"""The desk in a real browser: by keyboard from end to end, with every act counted."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from kb.models import HelpPage
from kb.translation.segments import of, take_in
from portal.home import site
from tests.browser import DESKTOP, PHONE, NewContext, take_over
from tests.factories.accounts import owner
from tests.factories.kb import make_locale, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STEPS = [f"<p>Turn the valve {number} times and wait.</p>" for number in range(2, 13)]
BODY = [("text", "<p>Before you begin, read <b>this</b>.</p>"), ("steps", STEPS)]


class Hands:
    """A person at the page: what they click or press beside typing is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.acts = page, 0

    def click(self, name: str) -> None:
        self.acts += 1
        self.page.get_by_text(name, exact=True).last.click()

    def press(self, key: str) -> None:
        self.acts += 1
        self.page.keyboard.press(key)

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))


def test_an_article_of_14_texts_and_a_changed_one(
    new_context: NewContext, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    monkeypatch.setattr(settings, "WAGTAILADMIN_BASE_URL", live_server.url)
    site.set_up()
    article = make_page(title="Bleed a radiator", summary="In short.", body=BODY)
    client = Client()
    client.force_login(owner())
    context = new_context(viewport=DESKTOP)
    take_over(context, client, live_server.url)
    hands = Hands(context.new_page())
    errors: list[str] = []
    hands.page.on("pageerror", lambda error: errors.append(str(error)))
    hands.page.goto(f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=[article.pk])}")
    _first_time(hands, article)
    assert hands.acts <= 18
    hands.acts = 0
    _change(article)
    hands.page.goto(f"{live_server.url}{reverse('kb_desk', args=[article.family.slug, 'el'])}")
    _again(hands, article)
    assert hands.acts <= 6
    hands.page.set_viewport_size({**PHONE})
    assert hands.page.evaluate("document.querySelector('.desk').scrollWidth") <= PHONE["width"]
    assert errors == []


def _first_time(hands: Hands, article: HelpPage) -> None:
    hands.acts += 1
    hands.page.locator(
        "header [aria-label='Actions'], header [data-controller='w-dropdown'] button"
    ).last.click()
    hands.click("Translate into Greek")
    hands.click("Start translating")
    expect(hands.page.locator(".desk__segment")).to_have_count(14)
    for _number in range(14):
        before = hands.focused()
        assert before.startswith("text-")
        hands.page.keyboard.insert_text("Κείμενο")
        hands.press("Enter")
        expect(hands.page.locator(f"#{before}")).not_to_be_focused()
    assert hands.focused() == "desk-publish"
    hands.press("Enter")
    expect(hands.page.get_by_text("Published.", exact=True)).to_be_visible(timeout=30_000)
    greek = article.family.pages.get(locale__language_code="el")
    assert greek.live
    assert all(one.translation == "Κείμενο" for one in of(article.family, greek.locale))


def _change(article: HelpPage) -> None:
    page = article.specific
    blocks = list(page.body.raw_data)
    blocks[1]["value"][3]["value"] = "<p>Turn the valve 5 times and rest.</p>"
    page.body = page.body.stream_block.to_python(blocks)
    page.save_revision().publish()
    take_in(page, says_the_same=False)


def _again(hands: Hands, article: HelpPage) -> None:
    expect(hands.page.locator("ins")).to_have_text("rest")
    expect(hands.page.locator("textarea:focus")).to_have_value("Κείμενο")
    hands.page.keyboard.insert_text(" και")
    hands.press("Enter")
    expect(hands.page.locator("#desk-publish")).to_be_focused()
    hands.press("Enter")
    expect(hands.page.get_by_text("Published.", exact=True)).to_be_visible(timeout=30_000)
    texts = [one.translation for one in of(article.family, make_locale("el"))]
    assert sum("και" in text for text in texts) == 1
