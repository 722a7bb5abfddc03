"""A reader's way through the whole house, and what the report knows of it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from community.forum.models import Thread
from kb.feedback.models import Vote
from portal.accounts.models import User
from portal.deflection.models import Attempt, Outcome
from portal.handover.models import ContactRequest
from tests.browser import PHONE, NewContext
from tests.journeys.conftest import PASSWORD, Figures

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTICLE = "valve-blocked-e-2210"


@dataclass(frozen=True)
class Story:
    """What one reader types."""

    locale: str
    direction: str
    query: str
    title: str
    question: str
    request: str


# Figure → by how much numerator and denominator move. One visit with intent, in its own language,
# that used help and sent nothing; one search with an answer among the first five; one yes; one
# question that was posted in spite of suggestions; one contact start that a suggestion solved.
MOVED = {
    "requests": (0, 1),
    "explicit": (1, 1),
    "peer": (0, 1),
    "self_service": (1, 0),
    "helpful": (1, 1),
    "search_weak": (0, 1),
    "search_first_five": (1, 1),
    "search_reformulated": (0, 1),
    "search_contact": (0, 1),
    "language_gap": (0, 1),
    # Read, and wrote to nobody.
    "wrote_after_reading": (0, 1),
}

STORIES = (
    Story(
        "el",
        "ltr",
        "βαλβίδα E-2210",
        "Κάθε πότε αλλάζουν οι μπαταρίες της βαλβίδας;",
        "Ανάβουμε το τζάκι τα βράδια. Κρατούν έτσι λιγότερο οι μπαταρίες της βαλβίδας;",
        "αλλαγή μπαταρίες βαλβίδας",
    ),
    Story(
        "ar",
        "rtl",
        "E-2210 محرك الصمام",
        "متى تغيير بطاريات الصمام؟",
        "نشعل المدفأة في المساء. هل تقصر مدة بطاريات الصمام بسبب ذلك؟",
        "تغيير بطاريات الصمام",
    ),
)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.locale)
def test_search_article_vote_question_and_contact_move_the_report_by_exactly_that(
    story: Story,
    help_centre: str,
    member: User,
    new_context: NewContext,
    figures: Callable[[str], Figures],
) -> None:
    before = figures(story.locale)
    page = new_context(locale=story.locale, viewport=PHONE).new_page()
    page.goto(help_centre)
    expect(page).to_have_url(f"{help_centre}/{story.locale}/")
    expect(page.locator("html")).to_have_attribute("dir", story.direction)

    _searches_and_opens_the_article(page, story)
    _says_that_it_helped(page)
    _asks_and_signs_in_at_the_end(page, help_centre, story)
    _is_helped_by_a_contact_suggestion(page, help_centre, story)

    assert list(Vote.objects.values_list("family__slug", "helpful")) == [(ARTICLE, True)]
    assert Thread.objects.get().locale == story.locale
    assert Attempt.objects.contacts().get().outcome == Outcome.SOLVED
    assert not ContactRequest.objects.exists()
    _report_moved_by_exactly_that(before, figures(story.locale))


def _searches_and_opens_the_article(page: Page, story: Story) -> None:
    page.locator("main input[type=search]").fill(story.query)
    page.locator("main input[type=search]").press("Enter")
    first = page.locator(".result__title a").first
    expect(first).to_have_attribute("href", f"/{story.locale}/help/{ARTICLE}/")
    with page.expect_response("**/count/**"):
        first.click()


def _says_that_it_helped(page: Page) -> None:
    page.locator("#vote button[value=yes]").click()
    expect(page.locator("#vote [role=status]")).to_be_visible()


def _asks_and_signs_in_at_the_end(page: Page, address: str, story: Story) -> None:
    page.goto(f"{address}/{story.locale}/community/ask/")
    page.locator("[name=title]").fill(story.title)
    page.locator("[name=body]").fill(story.question)
    # What may already answer it is shown while typing; with it seen, one step leads on.
    expect(page.locator("typed-suggestions details")).to_be_visible()
    page.locator("#ask-form button[value=send]").click()
    login = page.locator("[name=login]")
    login.fill("reader@example.com")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("[name=title]")).to_have_value(story.title)
    page.locator("#ask-form button[value=post]").click()
    expect(page.locator("h1")).to_have_text(story.title)


def _is_helped_by_a_contact_suggestion(page: Page, address: str, story: Story) -> None:
    page.goto(f"{address}/{story.locale}/contact/")
    page.locator("[name=message]").fill(story.request)
    page.locator("typed-suggestions summary").click()
    page.locator("button[name=answered]").first.click()
    expect(page.locator("main h1")).to_be_visible()


def _report_moved_by_exactly_that(before: Figures, after: Figures) -> None:
    moved = {
        key: (after[key][0] - before[key][0], after[key][1] - before[key][1])
        for key in after
        if after[key] != before[key]
    }
    assert moved == MOVED
