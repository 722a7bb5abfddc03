"""Asking in a real browser: suggestions while typing, and Enter never answers."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.forum.acceptance import accept_answer
from portal.deflection.models import Attempt
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(phone: Page, index: Callable[[], object], live_server: Any) -> Page:
    asker = accounts.member()
    thread = factory.thread(asker, title="Bedroom radiator stays cold")
    accept_answer(actor=acting(asker), answer=factory.answer(thread))
    index()
    phone.goto(f"{live_server.url}/en/community/ask/")
    return phone


def test_a_guest_meets_the_answer_while_typing(page: Page) -> None:
    page.get_by_label("Your question in one sentence").fill("bedroom radiator cold")
    page.locator("typed-suggestions summary", has_text="1 answer").click()
    expect(page.locator(".suggestions")).to_contain_text("Bedroom radiator stays cold")
    page.get_by_role("button", name="This solved it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We are glad you found the answer")
    assert Attempt.objects.get().outcome == "solved"


def test_enter_goes_on_and_answers_nothing(page: Page) -> None:
    title = page.get_by_label("Your question in one sentence")
    title.fill("bedroom radiator cold")
    page.get_by_label("What happens, and what have you tried?").fill("The bedroom is so cold.")
    expect(page.locator(".suggestions")).to_be_visible()
    title.press("Enter")
    expect(page.get_by_role("button", name="Sign in and post it")).to_be_visible()
    expect(title).to_have_value("bedroom radiator cold")
    assert Attempt.objects.get().outcome == ""


def test_what_this_tab_has_read_is_not_suggested(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/en/community/")
    page.get_by_role("link", name="Bedroom radiator stays cold").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedroom radiator stays cold")
    page.goto(f"{live_server.url}/en/community/ask/")
    with page.expect_response("**/ask/suggestions/"):
        page.get_by_label("Your question in one sentence").fill("bedroom radiator cold")
    expect(page.locator(".suggestions")).to_have_count(0)
