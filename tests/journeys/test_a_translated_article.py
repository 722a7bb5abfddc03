"""A day of those who write and translate, in a real browser, each with the rights of their trade.

A Danish article is read by Norwegians and Greeks; then it changes.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from kb.models import HelpPage, LanguageRule
from kb.states import TranslationState
from portal.accounts.models import User
from portal.home import site
from portal.jobs.testing import drain
from tests.browser import DESKTOP, NewContext
from tests.factories import accounts
from tests.factories.kb import make_family, make_locale, make_page
from tests.test_rights import browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

TITLE, SUMMARY = "Udluft radiatoren", "Sådan får du luften ud."
STEPS = ("Drej ventilen 2 gange.", "Vent til vandet kommer.")
GREEK = {
    TITLE: "Εξαερώστε το καλοριφέρ",
    SUMMARY: "Έτσι βγαίνει ο αέρας.",
    STEPS[0]: "Γυρίστε τη βαλβίδα 2 φορές.",
    STEPS[1]: "Περιμένετε να έρθει νερό.",
}
NORWEGIAN = {
    TITLE: "Luft radiatoren",
    SUMMARY: "Slik får du ut luften.",
    STEPS[0]: "Drei ventilen 2 ganger.",
    STEPS[1]: "Vent til vannet kommer.",
}

IN_THE_FORM = """words => [...document.querySelectorAll("[name^=body-]")].some(
    (field) => field.value.includes(words))"""


@pytest.fixture
def at_work(live_server: Any, monkeypatch: pytest.MonkeyPatch, new_context: NewContext) -> Any:
    """`at_work(person)`: their browser, signed in; and what went wrong in any of them."""
    monkeypatch.setattr(settings, "WAGTAILADMIN_BASE_URL", live_server.url)
    monkeypatch.setattr(settings, "BASE_URL", live_server.url)
    site.set_up()

    def sign_in(user: User) -> Page:
        cookie = browser(user).cookies[settings.SESSION_COOKIE_NAME].value
        context = new_context(viewport=DESKTOP, accept_downloads=True, base_url=live_server.url)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        return page

    return sign_in


def word_of(code: str) -> str:
    """What is said of a language of the article."""
    return str(TranslationState.objects.get(locale__language_code=code).currency)


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    told = page.locator(".messages .success").filter(has_text=re.compile("[Pp]ublished"))
    expect(told).to_contain_text(TITLE)


def change_first_step(page: Page, source: HelpPage, words: str, weight: str) -> None:
    """Add some words to it, and say how much that changes."""
    page.goto(reverse("wagtailadmin_pages:edit", args=[source.pk]))
    field = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    field.click()
    expect(field).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(words)
    # The editor hands what is typed to the form some moments later.
    page.wait_for_function(IN_THE_FORM, arg=words.strip())
    page.locator("[name=change]").select_option(weight)
    publish(page)
    drain()


def start(page: Page, slug: str, code: str) -> None:
    page.goto(reverse("kb_desk", args=[slug, code]))
    page.get_by_role("button", name="Start translating").click()
    expect(page.locator(".desk__segment")).to_have_count(4, timeout=30_000)


def translate(page: Page, texts: dict[str, str]) -> None:
    """By hand, sentence by sentence."""
    for original, words in texts.items():
        segment = page.locator("li.desk__segment").filter(has_text=original).first
        field = segment.locator("textarea").first
        field.fill(words)
        field.press("Enter")
        expect(segment).to_have_attribute("data-state", "done")


def publish_at_desk(page: Page, slug: str, code: str) -> None:
    """Whoever may: a translator's own button asks for a review."""
    page.goto(reverse("kb_desk", args=[slug, code]))
    page.locator("button#desk-publish").click()
    expect(page.locator(".messages .success")).to_contain_text("Published")
    drain()


def changed_in_a_file(page: Page, slug: str, folder: Path, before: str, after: str) -> None:
    """XLIFF out, changed in another program, and in."""
    page.goto(reverse("kb_exchange", args=[slug, "el"]))
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as XLIFF").click()
    file = folder / download.value.suggested_filename
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    page.locator("[name=file]").set_input_files(file)
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("#became")).to_be_visible()


def test_from_a_danish_article_to_greek_readers_and_through_two_changes_of_it(
    at_work: Any, tmp_path: Path
) -> None:
    LanguageRule.objects.create(locale=make_locale("nb"), review_wanted=True)
    liv, zoe = at_work(accounts.publisher()), at_work(accounts.translator())
    nora = at_work(accounts.translator("Tra Nora", into="nb"))
    body = [("steps", [f"<p>{step}</p>" for step in STEPS])]
    source = make_page(make_family(source="da"), "da", title=TITLE, summary=SUMMARY, body=body)
    slug = source.family.slug

    start(nora, slug, "nb")
    translate(nora, NORWEGIAN)
    nora.locator("#desk-publish").click()
    nora.get_by_role("button", name="Ask for a review").click()
    assert word_of("nb") == "needs_review"
    norwegian = source.family.pages.get(locale__language_code="nb")
    liv.goto(reverse("kb_review", args=[norwegian.pk]))
    liv.get_by_role("button", name="Publish", exact=True).click()
    expect(liv.locator(".messages .success").first).to_be_visible()
    assert word_of("nb") == "current"

    start(zoe, slug, "el")
    translate(zoe, GREEK)
    publish_at_desk(liv, slug, "el")
    assert word_of("el") == "current"

    change_first_step(liv, source, " Roligt.", "minor")
    assert word_of("el") == "update_needed"
    zoe.goto(reverse("kb_worklist", args=["el"]))
    zoe.locator(".kb-matrix__tasks a").first.click()
    expect(zoe.locator("ins")).to_contain_text("Roligt")
    changed = GREEK[STEPS[0]] + " Ήρεμα."
    translate(zoe, {"Roligt": changed})
    publish_at_desk(liv, slug, "el")
    assert word_of("el") == "current"

    change_first_step(liv, source, " Pas på.", "major")
    assert word_of("el") == "outdated"
    reader = at_work(accounts.member())
    reader.goto(f"/el/help/{slug}/")
    expect(reader.locator(".notice--warning")).to_be_visible()
    zoe.goto(reverse("kb_desk", args=[slug, "el"]))
    translate(zoe, {"Pas på": changed})
    changed_in_a_file(zoe, slug, tmp_path, changed, f"{changed} Προσέξτε.")
    publish_at_desk(liv, slug, "el")
    assert word_of("el") == "current"
    reader.goto(f"/el/help/{slug}/")
    expect(reader.locator(".notice--warning")).to_have_count(0)
    expect(reader.locator("article")).to_contain_text("Προσέξτε")
