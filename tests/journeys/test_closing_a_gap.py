"""A manager's way from the report to a gap, to what answers it in two languages, and, a month
later, to what that changed."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Locale

from kb.models import Family, HelpPage
from portal.accounts import trades
from portal.accounts.models import User
from portal.demo import library, story, traffic
from portal.demo.story import STORY
from portal.effort import rollups
from portal.gaps.regrouping import regroup
from portal.jobs.testing import drain
from search import engines
from search.index.catching_up import catch_up_or_wait
from tests.browser import DESKTOP, NewContext
from tests.factories import accounts, groups

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MONTH = timedelta(days=31)
SECRET = "JBSWY3DPEHPK3PXP"
GREEK, ARABIC = "φωτοβολταϊκά πάνελ", "الواح شمسية"
SUMMARY = "Ναι: βάλτε τη θέρμανση να ανεβαίνει όταν τα φωτοβολταϊκά παράγουν ρεύμα."
TRANSLATED = {
    GREEK: ARABIC,
    SUMMARY: "نعم: اضبط التدفئة لترتفع عندما تنتج الالواح الشمسية الكهرباء.",
}
# As many ask in Arabic as it takes to tell what changed.
PLOT = replace(STORY, gap={"el": 0.15, "ar": 0.25})


def lived(at: datetime, **plot: object) -> None:
    """The sample's month before this moment, closed and put together as the nights do it."""
    month = replace(PLOT, **plot)  # type: ignore[arg-type]
    for rows in traffic.draw_rows(library.read(), at, month, days=MONTH.days - 1):
        traffic.write(rows)
    rollups.close_days(at)
    regroup(at)


@pytest.fixture
def first_month(help_centre: str) -> datetime:
    """The story's first month, in which nobody has written what is asked for."""
    answer = HelpPage.objects.filter(family__slug=story.GAP_FAMILY)
    for page in answer:
        page.delete()
    Family.objects.filter(slug=story.GAP_FAMILY).delete()
    drain()
    now = timezone.now()
    lived(now)
    return now


def code() -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(SECRET, counter))


def sign_in(page: Page, address: str, user: User) -> None:
    """By the log-in of the editors' pages, with the second factor."""
    page.goto(f"{address}/en/account/login/?next=/cms/reports/support-effort/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(accounts.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=code]").fill(code())
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/cms/reports/support-effort/"))


def gap(page: Page, words: str) -> Locator:
    return page.locator(".gaps__gap").filter(has_text=words)


def is_published(page: Page, title: str) -> None:
    told = page.locator(".messages .success").filter(has_text=re.compile("[Pp]ublished"))
    expect(told).to_contain_text(title)


def write_in_greek(page: Page) -> None:
    """The gap's own form: title and words are there."""
    gap(page, GREEK).get_by_role("link", name="Write an article").click()
    expect(page.locator("[name=title]")).to_have_value(GREEK)
    page.locator("[name=summary]").fill(SUMMARY)
    page.locator("[name=topics-without]").check()
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    is_published(page, GREEK)


def translate_into_arabic(page: Page) -> None:
    """What the translators' desk asks for, sentence by sentence."""
    source = HelpPage.objects.get(title=GREEK)
    page.goto(re.sub("/cms/.*", f"/cms/localize/submit/page/{source.pk}/", page.url))
    arabic = Locale.objects.get(language_code="ar")
    page.locator(f"[name=locales][value='{arabic.pk}']").check()
    page.get_by_role("button", name="Submit").click()
    expect(page).to_have_url(re.compile(r"/help/desk/[a-z0-9-]+/ar/"))
    for original, translation in TRANSLATED.items():
        segment = page.locator("li.desk__segment").filter(has_text=original).last
        segment.locator("textarea").first.fill(translation)
        segment.locator("textarea").first.press("Enter")
        expect(segment).to_have_attribute("data-state", "done")
    page.locator("button[name=action][value=publish]").click()
    expect(page.locator(".messages .success")).to_contain_text("Published")


def test_a_manager_closes_a_gap_in_two_languages_and_sees_a_month_later_what_that_changed(
    help_centre: str, first_month: datetime, new_context: NewContext
) -> None:
    manager = accounts.support_manager()
    author = groups.join(accounts.publisher(), trades.SUPPORT_MANAGERS)
    for user in (manager, author):
        TOTP.activate(user, SECRET)

    page = new_context(viewport=DESKTOP).new_page()
    sign_in(page, help_centre, manager)
    page.locator("main a[href$='/content-gaps/']").first.click()
    expect(gap(page, GREEK)).to_contain_text("Greek")
    expect(gap(page, GREEK).get_by_role("link", name="Write an article")).to_have_count(0)

    page = new_context(viewport=DESKTOP).new_page()
    sign_in(page, help_centre, author)
    page.locator("main a[href$='/content-gaps/']").first.click()
    write_in_greek(page)
    translate_into_arabic(page)
    catch_up_or_wait(engines.engine(), timeout=60)
    family = HelpPage.objects.get(title=GREEK).family
    live = HelpPage.objects.filter(family=family, live=True)
    assert set(live.values_list("locale__language_code", flat=True)) == {"el", "ar"}

    later = first_month + MONTH
    with time_machine.travel(later, tick=True):
        lived(
            later,
            seed=story.SEED + 1,
            gap_family=family.slug,
            gap_closed_days_ago=MONTH.days,
        )
        page = new_context(viewport=DESKTOP).new_page()
        sign_in(page, help_centre, manager)
        page.locator("main a[href$='/content-gaps/']").first.click()
        page.locator("main [name=state]").select_option("done")
        page.locator("main form button[type=submit]").first.click()
        for words, language in ((GREEK, "Greek"), (ARABIC, "Arabic")):
            expect(gap(page, words)).to_contain_text("Answered since")
            effect = gap(page, words).locator(".gaps__effect")
            expect(effect).to_contain_text(language)
            expect(effect).to_contain_text(re.compile(r"\d% found no answer before"))
            expect(effect).to_contain_text(re.compile(r"n = \d{2}"))
