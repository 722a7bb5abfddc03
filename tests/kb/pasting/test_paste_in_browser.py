"""Pasting into the editor in a real browser: the blocks stand there, and are saved."""

from base64 import b64encode
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Collection

from kb.models import HelpPage
from portal.home import site
from tests.browser import DESKTOP, NewContext, take_over
from tests.factories.accounts import owner
from tests.factories.kb import make_family, make_page
from tests.factories.pictures import UNCLOSED, png
from tests.kb.pasting.clipboards import WORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings(UNCLOSED),
]
KINDS = "document.querySelector('#body-root').rootBlock.children.map((one) => one.type)"
SOUP = (
    "<h1>Bytt batteri</h1><div><div>Åpne <b>lokket</b></div><div>Ta det ut<p>Vent</p></div></div>"
    '<ul><li><div>Ett</div></li></ul><b style="font-weight: normal"><p>Lukk</p></b>'
)
LINES = ["Bytt batteri", "Åpne lokket", "Ta det ut", "Vent", "Ett", "Lukk"]
PASTE = """(editor, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  return editor.dispatchEvent(event);
}"""


def test_a_text_of_word_becomes_blocks_below_the_text(
    new_context: NewContext, live_server: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr(settings, "STAFF_MUST_USE_SECOND_FACTOR", False)
    monkeypatch.setattr(settings, "WAGTAILADMIN_BASE_URL", live_server.url)
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    site.set_up()
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    page = make_page(make_family(source="el"), "el", title="Καπάκι", body=[("text", "<p>Α</p>")])
    client = Client()
    client.force_login(owner())
    context = new_context(viewport=DESKTOP)
    take_over(context, client, live_server.url)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=[page.pk])}")
    picture = f"data:image/png;base64,{b64encode(png()).decode()}"
    html = WORD.replace("file:///C:/Users/A/AppData/clip_image001.png", picture)
    editor = tab.locator("#body-root .public-DraftEditor-content").first
    expect(editor).to_be_visible()
    # The editor itself never sees it.
    assert editor.evaluate(PASTE, html) is False
    expect(tab.locator(".messages .success")).to_be_visible()
    assert tab.evaluate(KINDS) == ["text", "text", "table", "image"]
    # What needs no blocks is the editor's own, without running together.
    editor.fill("")
    editor.evaluate(PASTE, SOUP)
    expect(editor.locator("[data-block=true][data-offset-key]").last).to_have_text("Lukk")
    assert editor.inner_text().split("\n") == LINES
    expect(editor.locator("h2")).to_have_text("Bytt batteri")
    with tab.expect_navigation():
        tab.evaluate("document.querySelector('#page-edit-form').requestSubmit()")
    draft = HelpPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["text", "text", "table", "image"]
    assert draft.body[3].value["alt"] == "Το καπάκι"
    assert errors == []
