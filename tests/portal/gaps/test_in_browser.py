"""The gaps on a phone, in both directions of writing, and the way from one to an article."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from kb.models import ArticlePage
from portal.gaps.models import TextFigures
from portal.home import site
from portal.journal import days
from tests.browser import take_over
from tests.factories import gaps
from tests.factories.accounts import member
from tests.factories.kb import make_family, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Donauverwarmingsthermostaatventieladapterhandleiding"


def sign_in(page: Page, url: str, language: str) -> None:
    """As somebody who may write and tune, with the editors' pages in a language."""
    user = member(is_staff=True, is_superuser=True)
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    take_over(page.context, client, url)


@pytest.fixture
def _gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    site.set_up()
    today = days.day_of()
    first = gaps.gap("γιατί αδειάζει η μπαταρία", failed=1234)
    gaps.language(first, "لماذا تفرغ البطارية", "ar", failed=88, served_on=today)
    gaps.language(
        first,
        LONG,
        "da",
        found="article:x",
        found_locale="da",
        found_title=LONG * 2,
        found_url="/",
    )
    gaps.gap(LONG, "sv", first_day=today - timedelta(days=3))


@pytest.mark.parametrize("language", ["ar", "el"])
@pytest.mark.usefixtures("_gaps")
def test_a_phone_has_room_for_every_gap_whichever_way_is_written(
    phone: Page, live_server: Any, language: str
) -> None:
    sign_in(phone, live_server.url, language)
    phone.goto(f"{live_server.url}/cms/reports/content-gaps/")
    expect(phone.locator(".gaps__gap")).to_have_count(2)
    assert phone.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for scroll in phone.locator(".search-tuning__scroll").all():
        assert scroll.evaluate("one => one.scrollWidth <= one.clientWidth")
    heights = phone.locator(".gaps__gap .button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


@pytest.mark.usefixtures("_gaps")
def test_a_gap_leads_to_a_draft_with_its_words(phone: Page, live_server: Any) -> None:
    sign_in(phone, live_server.url, "en")
    phone.goto(f"{live_server.url}/cms/reports/content-gaps/")
    phone.locator(".gaps__gap").first.get_by_text("Write an article").first.click()
    title = phone.locator("[name=title]")
    expect(title).to_have_value("γιατί αδειάζει η μπαταρία")
    phone.get_by_role("button", name="Save draft").click()
    expect(phone).to_have_url(re.compile(r"/pages/\d+/edit/"))
    draft = ArticlePage.objects.get()
    assert (draft.draft_title, draft.locale.language_code) == ("γιατί αδειάζει η μπαταρία", "el")


@pytest.mark.parametrize("language", ["ar", "el"])
@pytest.mark.usefixtures("_gaps")
def test_a_phone_has_room_for_how_a_text_does(
    phone: Page, live_server: Any, language: str
) -> None:
    TextFigures.objects.create(
        family="noise", locale="el", read=1234, wrote=234, spared=12, following=[LONG, LONG * 2]
    )
    TextFigures.objects.create(family="noise", locale="id", read=1234, wrote=34, spared=12)
    page = make_page(make_family("Noise", slug="noise", source="el"), "el", title="Θόρυβος")
    sign_in(phone, live_server.url, language)
    phone.goto(f"{live_server.url}/cms/pages/{page.pk}/edit/")
    table = phone.locator(".text-figures")
    expect(table).to_be_visible()
    table.scroll_into_view_if_needed()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
