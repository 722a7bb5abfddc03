"""Causes, groups and one topic on a phone, in both directions of writing."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from portal.effort import rollups
from portal.gaps.models import Gap
from portal.home import site
from tests.browser import take_over
from tests.factories import accounts, community, gaps, kb
from tests.factories.figures import rolled_up

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Donauverwarmingsthermostaatventieladapterhandleiding"
REPORT = "/cms/reports/support-effort/"


def sign_in(page: Page, url: str, language: str) -> None:
    user = accounts.support_manager()
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    take_over(page.context, client, url)


@pytest.fixture
def _causes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    site.set_up()
    kb.make_page(kb.make_topic("Sound", slug="sound"), "el", title="Ήχος", live="at once")
    kb.make_page(kb.make_family(LONG, slug="long"), "el", title=LONG * 2, live="at once")
    day = rollups.last_closable()
    for figure in ("starts_ended", "explicit", "implicit"):
        rows = {("sound", "el"): (40, 160), ("sound", "ar"): (22, 90), ("gone", "el"): (12, 30)}
        rolled_up(day, figure, "topic", rows)
        rolled_up(day, figure, "", {("", "el"): (60, 210), ("", "ar"): (22, 93)})
    rolled_up(day, "helpful", "family", {("long", "el"): (10, 240)})
    gap = gaps.gap("γιατί αδειάζει η μπαταρία", failed=34)
    gaps.language(gap, LONG, "da")
    member = accounts.member("Ελένη", locale="el")
    community.answer(community.thread(locale="el", title="Γιατί;"), member)


@pytest.mark.parametrize("language", ["ar", "el"])
@pytest.mark.usefixtures("_causes")
def test_a_phone_has_room_for_causes_groups_and_mails_whichever_way_is_written(
    phone: Page, live_server: Any, language: str
) -> None:
    sign_in(phone, live_server.url, language)
    gap = reverse("content_gap", args=[Gap.objects.get().pk])
    pages = {
        REPORT: "#causes",
        f"{REPORT}starts_ended/?by=topic": "#groups",
        f"{REPORT}?topic=sound": "#unknown",
        gap: ".gaps__gap",
        f"{gap}invite/el/": "form.gaps",
    }
    for address, part in pages.items():
        phone.goto(live_server.url + address)
        expect(phone.locator(part).first).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
