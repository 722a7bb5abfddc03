"""The editors' panel of checks in a real browser: it looks at the preview beside the text."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from portal.home import site
from tests.browser import DESKTOP, NewContext, take_over
from tests.factories.accounts import owner
from tests.factories.kb import make_family, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_panel_counts_words_and_finds_what_is_wrong(
    new_context: NewContext, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    monkeypatch.setattr(settings, "WAGTAILADMIN_BASE_URL", live_server.url)
    site.set_up()
    text = "<h2>Πρώτα</h2><p>Κλείστε την παροχή.</p><h4>Ύστερα</h4><p>Περιμένετε το DHCP.</p>"
    page = make_page(make_family(source="el"), "el", title="Διαρροή", body=[("text", text)])
    client = Client()
    client.force_login(owner())
    context = new_context(viewport=DESKTOP)
    take_over(context, client, live_server.url)
    tab = context.new_page()
    tab.goto(f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=[page.pk])}")
    tab.locator("[data-side-panel-toggle='checks']").first.click()
    words = tab.locator("[data-content-word-count]").first
    expect(words).not_to_have_text("-")
    assert int(words.inner_text()) >= 6
    expect(tab.locator("[data-checks-panel]")).to_contain_text("#ύστερα")
    # Plain words: a hint leads to its block, and goes when the text is put right, unsaved.
    hint = tab.locator("[data-rule='abbreviation'] a")
    hint.click()
    block = page.body.raw_data[0]["id"]
    field = tab.locator(f"[data-contentpath='{block}'] [contenteditable='true']")
    expect(field).to_be_focused()
    field.get_by_text("DHCP").click()
    tab.keyboard.press("End")
    tab.keyboard.type(" Το DHCP (αυτόματες διευθύνσεις).")
    expect(hint).to_have_count(0)
