"""An Arabic request: sent from a phone, answered, not solved yet, and solved in the end."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from portal.handover import asking
from portal.handover.models import ContactRequest
from portal.mail.models import OutboundMail
from tests.browser import DESKTOP, PHONE, NewContext
from tests.factories import support
from tests.factories.support import weekdays

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TYPED = "فاتورة شهر مارس خاطئة، أريد تصحيحها"
MISSING = "المبلغ ما زال خاطئا في الفاتورة الجديدة"
ARTICLE = "valve-blocked-e-2210"


def path_in(mail: OutboundMail, part: str) -> str:
    """Where the line of the mail with this part leads to."""
    line = next(line for line in mail.text.splitlines() if part in line)
    return urlsplit(line.strip()).path


def mail(kind: str) -> OutboundMail:
    """The latest of a kind."""
    return OutboundMail.objects.filter(kind=kind).latest("pk")


def opened(context: BrowserContext, address: str) -> Page:
    """What a mail leads to: in a window of its own, as mail programs do it."""
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return page


def the_support_says(context: BrowserContext, address: str, view: str, article: str = "") -> None:
    link = path_in(OutboundMail.objects.filter(to=site.SUPPORT_EMAIL).latest("pk"), f"/{view}/")
    page = opened(context, address + link)
    if article:
        page.locator("[name=article]").fill(article)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".notice--success")).to_be_visible()


def test_an_arabic_customer_sends_is_promised_a_time_says_not_yet_and_is_helped(
    help_centre: str, new_context: NewContext
) -> None:
    week = 7 * weekdays("00:00-24:00")[:1]
    support.desk(support.hours(week=week), promised=6)
    customer = new_context(locale="ar", viewport=PHONE, timezone_id="Africa/Cairo")
    agent = new_context(locale="en", viewport=DESKTOP)

    page = opened(customer, f"{help_centre}/ar/contact/")
    promise = page.locator("main form time").last
    expect(promise).to_be_visible()
    page.locator("[name=message]").fill(TYPED)
    page.locator("[name=email]").fill("amal@example.com")
    page.locator("main form button.button--primary").click()
    anyway = page.locator("main form button.button--primary[value=send]")
    page.wait_for_load_state()
    if "/sent/" not in page.url and anyway.count():
        anyway.click()
    expect(page).to_have_url(re.compile("/ar/contact/sent/"))
    expect(page.locator("main")).to_contain_text(TYPED)
    expect(page.locator("main time").first).to_be_visible()
    assert not Axe().run(page).response["violations"]

    request = ContactRequest.objects.get()
    assert request.promised_by
    receipt = mail("contact receipt")
    assert (receipt.to, receipt.locale) == ("amal@example.com", "ar")
    assert TYPED in receipt.text
    own_page = help_centre + path_in(receipt, "/contact/sent/")

    the_support_says(agent, help_centre, "answered")
    hours = timedelta(hours=site.ASK_AFTER_HOURS)
    assert asking.ask(timezone.now() + hours) == 1
    page = opened(customer, help_centre + path_in(mail("contact follow-up"), "/not-yet/"))
    page.locator("form[action$='/not-yet/'] button").click()
    page.locator("[name=message]").fill(MISSING)
    page.locator("form[action$='/add/'] button[type=submit]").click()
    expect(page.locator("main")).to_contain_text(MISSING)
    request.refresh_from_db()
    assert (request.state, request.outcome) == ("received", "no")
    assert MISSING in OutboundMail.objects.filter(to=site.SUPPORT_EMAIL).latest("pk").text

    the_support_says(agent, help_centre, "solved", ARTICLE)
    page = opened(customer, own_page)
    link = page.locator(f"main a[href*='/ar/help/{ARTICLE}/']").first
    expect(link).to_be_visible()
    page.locator("form[action$='/yes/'] button").click()
    page.locator("[name=rating][value='5']").check()
    page.locator("form[action$='/rate/'] button[type=submit]").click()
    expect(page.locator(".notice--success").first).to_be_visible()
    request.refresh_from_db()
    assert (request.state, request.outcome, request.rating) == ("solved", "yes", 5)
