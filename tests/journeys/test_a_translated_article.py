"""A day of those who write and translate, in a real browser, each with the rights of their trade.

A Danish article is read by Norwegians and Greeks; then it changes.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from kb import tree
from kb.models import HelpPage, LanguageRule
from kb.states import TranslationState
from kb.translation.segments import Origin, of, submit, write
from portal import actors
from portal.accounts.models import User
from portal.effort import rollups
from portal.effort.figures import helpful
from portal.home import site
from portal.jobs.testing import drain
from tests.browser import DESKTOP, NewContext, take_over
from tests.factories import accounts, machines
from tests.factories.figures import rolled_up
from tests.factories.kb import make_family, make_locale, make_page
from tests.test_rights import browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.apertium,
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
NORWEGIAN = "Vent til vannet kommer."
CHANGED = GREEK[STEPS[0]] + " Ήρεμα."
READERS = 12

IN_THE_FORM = """words => [...document.querySelectorAll("[name^=body-]")].some(
    (field) => field.value.includes(words))"""
# What is typed before is what the editor takes for the beginning, and does not save by itself.
WATCHES = """document.addEventListener(
    "w-unsaved:watch-edits", () => document.documentElement.classList.add("is-watched"))"""


@pytest.fixture
def at_work(
    live_server: Any, monkeypatch: pytest.MonkeyPatch, new_context: NewContext, apertium_url: str
) -> Any:
    """`at_work(person)`: their browser, signed in; and what went wrong in any of them."""
    monkeypatch.setattr(settings, "WAGTAILADMIN_BASE_URL", live_server.url)
    monkeypatch.setattr(settings, "BASE_URL", live_server.url)
    machine = machines.chosen("da:nb=apertium", url=apertium_url)
    monkeypatch.setattr(settings, "MACHINE_TRANSLATION", machine)
    site.set_up()

    def sign_in(user: User) -> Page:
        context = new_context(viewport=DESKTOP, accept_downloads=True, base_url=live_server.url)
        take_over(context, browser(user), live_server.url)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        return page

    return sign_in


def word_of(code: str) -> str:
    """What is said of a language of the article."""
    article = HelpPage.objects.get(locale__language_code="da", title=TITLE)
    states = TranslationState.objects.filter(family=article.family_id)
    return str(states.get(locale__language_code=code).currency)


def typed_into(page: Page, field: Locator, words: str) -> None:
    """In a text with a toolbar, which hands what is typed to the form some moments later."""
    field.click()
    expect(field).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(words)
    page.wait_for_function(IN_THE_FORM, arg=words.strip())


def write_in_danish(page: Page) -> HelpPage:
    """A new article, published while the editor's first save of its own is still on its way."""
    place = tree.container("da", "howto").pk
    held: list[Route] = []
    is_held = True

    def made(route: Route) -> None:
        held.append(route)
        if not is_held:
            route.continue_()

    page.route(f"**/pages/add/kb/articlepage/{place}/", made)
    page.add_init_script(WATCHES)
    page.goto(reverse("kb_new_article", args=[place]))
    body = page.locator("[data-contentpath=body]")
    page.locator("[name=title]").fill(TITLE)
    body.get_by_title("Insert a block").first.click()
    page.get_by_role("option", name="Steps").click()
    fields = body.locator(".public-DraftEditor-content")
    for number, step in enumerate(STEPS):
        if number:
            body.get_by_title("Add", exact=True).last.click()
        expect(fields).to_have_count(number + 1)
        typed_into(page, fields.nth(number), step)
    page.locator("[name=topics-without]").check()
    expect(page.locator("html")).to_have_class(re.compile("is-watched"))
    page.locator("[name=summary]").fill(SUMMARY)
    saving = page.locator("#w-autosave-indicator")
    expect(saving).to_have_attribute("data-w-autosave-state-value", "saving")
    press_publish(page)
    is_held = False
    for route in list(held):
        route.continue_()
    is_published(page)
    assert len(held) == 1
    article: HelpPage = HelpPage.objects.get(locale__language_code="da", title=TITLE)
    assert not article.has_unpublished_changes
    return article


def press_publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()


def is_published(page: Page) -> None:
    told = page.locator(".messages .success").filter(has_text=re.compile("[Pp]ublished"))
    expect(told).to_contain_text(TITLE)


def ask_for_review(page: Page, text: HelpPage) -> None:
    page.goto(reverse("kb_review", args=[text.pk]))
    page.get_by_role("button", name="Ask for a review").click()
    expect(page.locator(".messages .success").first).to_contain_text("You asked for a review")


def publish_what_was_asked_for(page: Page, text: HelpPage) -> None:
    page.goto(reverse("kb_review", args=[text.pk]))
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages .success").first).to_contain_text("published")


def change_first_step(page: Page, source: HelpPage, words: str, weight: str) -> None:
    """Add some words to it, and say how much that changes."""
    page.goto(reverse("wagtailadmin_pages:edit", args=[source.pk]))
    field = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    typed_into(page, field, words)
    page.locator("[name=change]").select_option(weight)
    press_publish(page)
    is_published(page)


def submitted(page: Page, source: HelpPage) -> None:
    """Into all other languages that the site has."""
    page.goto(f"/cms/localize/submit/page/{source.pk}/")
    for code in ("nb", "el"):
        page.locator(f"[name=locales][value='{make_locale(code).pk}']").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".messages .success")).to_contain_text("2 translations")


def translated_by_machine(page: Page, slug: str) -> None:
    """Apertium fills all of it, and somebody reads what it wrote."""
    page.goto(reverse("kb_desk", args=[slug, "nb"]))
    page.get_by_role("button", name="Fill what is missing by machine").click()
    waiting = page.get_by_role("link", name="Show how far it is now")
    expect(waiting).to_be_visible()
    drain()
    waiting.click()
    expect(segment(page, STEPS[1]).locator("textarea").first).to_have_value(NORWEGIAN)
    assert word_of("nb") == "needs_review"
    page.get_by_role("button", name="I have read all of it: it is right").click()
    expect(page.locator(".messages").get_by_text("You said of 4 texts")).to_be_visible()


def segment(page: Page, original: str) -> Locator:
    return page.locator("li.desk__segment").filter(has_text=original).first


def translate(page: Page, texts: dict[str, str]) -> None:
    """By hand, sentence by sentence."""
    for original, words in texts.items():
        field = segment(page, original).locator("textarea").first
        field.fill(words)
        field.press("Enter")
        expect(segment(page, original)).to_have_attribute("data-state", "done")


def from_memory(page: Page, original: str, words: str) -> None:
    """What a colleague wrote in another article."""
    one = segment(page, original)
    field = one.locator("textarea").first
    field.focus()
    expect(one.locator(".desk__suggestions [data-text]")).to_contain_text("100")
    field.press("Alt+1")
    expect(field).to_have_value(words)
    field.press("Enter")
    expect(one).to_have_attribute("data-state", "done")


def publish_at_desk(page: Page) -> None:
    """A translator, into a language that asks for no review."""
    page.locator("button#desk-publish").click()
    expect(page.locator(".messages .success")).to_contain_text("Published")


def changed_in_a_file(page: Page, slug: str, folder: Path, before: str, after: str) -> None:
    """XLIFF out, put right and called translated in another program, and in."""
    page.goto(reverse("kb_exchange", args=[slug, "el"]))
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as XLIFF").click()
    file = folder / download.value.suggested_filename
    text = Path(download.value.path()).read_text(encoding="utf-8")
    open_, done = (f'state="{state}">' for state in ("needs-review-translation", "translated"))
    assert text.count(open_) == text.count(open_ + before) == 1
    file.write_text(text.replace(open_ + before, done + after), encoding="utf-8")
    page.locator("[name=file]").set_input_files(file)
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("#became")).to_be_visible()


def known_in_greek(sentence: str) -> None:
    """It stands in an earlier article, which somebody has begun to translate."""
    body = [("text", f"<p>{sentence}</p>")]
    family = make_page(make_family(source="da"), "da", title="Fyld vand på", body=body).family
    greek, by = make_locale("el"), actors.on_behalf_of(accounts.translator("Άννα"))
    submit([family], [greek], by=by)
    [key] = [one.key for one in of(family, greek) if one.source == sentence]
    write(family, greek, {key: GREEK[sentence]}, by=by, origin=Origin.TYPED)


def test_from_a_danish_article_to_greek_readers_and_through_two_changes_of_it(
    at_work: Any, tmp_path: Path
) -> None:
    known_in_greek(STEPS[1])
    for code, is_reviewed in (("nb", True), ("el", False)):
        LanguageRule.objects.create(locale=make_locale(code), review_wanted=is_reviewed)
    ola, liv = at_work(accounts.writer()), at_work(accounts.publisher())
    nora = at_work(accounts.translator("Tra Nora", into="nb"))
    zoe = at_work(accounts.translator())

    source = write_in_danish(liv)
    slug = source.family.slug
    submitted(ola, source)

    translated_by_machine(nora, slug)
    norwegian = source.family.pages.get(locale__language_code="nb")
    ask_for_review(nora, norwegian)
    publish_what_was_asked_for(liv, norwegian)
    assert word_of("nb") == "current"

    zoe.goto(reverse("kb_desk", args=[slug, "el"]))
    from_memory(zoe, STEPS[1], GREEK[STEPS[1]])
    translate(zoe, {original: GREEK[original] for original in (TITLE, SUMMARY, STEPS[0])})
    publish_at_desk(zoe)
    assert word_of("el") == "current"

    change_first_step(liv, source, " Roligt.", "minor")
    assert word_of("el") == "update_needed"
    unhelped = {(slug, "el"): (0, READERS)}
    rolled_up(rollups.last_closable(), helpful.FIGURE.key, "family", unhelped)
    zoe.goto(reverse("kb_worklist", args=["el"]))
    tasks = zoe.locator(".kb-matrix__tasks tbody tr")
    expect(tasks).to_have_count(2)
    expect(tasks.first).to_contain_text(f"{READERS} readers said this did not help")
    tasks.first.locator("a").click()
    expect(zoe.locator("ins")).to_contain_text("Roligt")
    translate(zoe, {"Roligt": CHANGED})
    publish_at_desk(zoe)
    assert word_of("el") == "current"

    change_first_step(liv, source, " Pas på.", "major")
    assert word_of("el") == "outdated"
    reader = at_work(accounts.member())
    reader.goto(f"/el/help/{slug}/")
    expect(reader.locator(".notice--warning")).to_be_visible()
    changed_in_a_file(zoe, slug, tmp_path, CHANGED, f"{CHANGED} Προσέξτε.")
    zoe.goto(reverse("kb_desk", args=[slug, "el"]))
    publish_at_desk(zoe)
    assert word_of("el") == "current"
    reader.goto(f"/el/help/{slug}/")
    expect(reader.locator(".notice--warning")).to_have_count(0)
    expect(reader.locator("article")).to_contain_text("Προσέξτε")
