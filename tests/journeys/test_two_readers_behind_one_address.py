"""Two people with the same network address and the same browser are two people."""

import pytest
from playwright.sync_api import expect

from kb.feedback.models import Vote
from tests.browser import NewContext

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTICLE = "/el/help/valve-noise/"
QUERY = "θόρυβος"
MESSAGE = "Η βαλβίδα στο υπνοδωμάτιο χτυπάει τη νύχτα"


def test_neither_sees_the_trail_the_vote_or_the_draft_of_the_other(
    help_centre: str, new_context: NewContext
) -> None:
    agent = "Mozilla/5.0 (the same for both)"
    one, other = (new_context(locale="el", user_agent=agent).new_page() for _reader in range(2))

    one.goto(f"{help_centre}/el/search/?q={QUERY}")
    one.goto(help_centre + ARTICLE)
    one.locator("#vote button[value=no]").click()
    expect(one.locator("#vote [role=status]")).to_be_visible()
    one.goto(f"{help_centre}/el/community/ask/")
    one.locator("[name=title]").fill("Χτυπάει τη νύχτα")
    one.locator("[name=body]").fill(MESSAGE)
    one.locator("#ask-form button.button--primary").click()
    one.goto(f"{help_centre}/el/contact/")
    trail = one.locator("reading-trail")
    expect(trail).to_contain_text(QUERY)

    other.goto(help_centre + ARTICLE)
    expect(other.locator("#vote [role=status]")).to_have_count(0)
    other.goto(f"{help_centre}/el/contact/")
    expect(other.locator("reading-trail")).not_to_contain_text(QUERY)
    other.goto(f"{help_centre}/el/community/ask/")
    expect(other.locator("[name=body]")).to_have_value("")

    other.goto(help_centre + ARTICLE)
    other.locator("#vote button[value=yes]").click()
    expect(other.locator("#vote [role=status]")).to_be_visible()
    assert sorted(Vote.objects.values_list("helpful", flat=True)) == [False, True]
