"""What is typed is there in any language and after any failure; once it is sent, no more."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.forum.models import Thread
from portal.limits.models import Counter
from tests.browser import NewContext
from tests.factories.accounts import PASSWORD
from tests.journeys.forms import Open, templates
from tests.journeys.world import World

GREEK, ARABIC = "Το καλοριφέρ μένει κρύο από χθες.", "المدفأة باردة منذ الأمس"
# A form for readers, who it opens to, and the fields that are filled in.
FORMS = {
    "/contact/": ("", ("message", "product")),
    "/community/ask/": ("", ("title", "body")),
    "/community/t/{thread}/": ("moderator", ("body",)),
    "/community/thread/{thread}/report/{answer}/": ("member", ("comment",)),
    "/account/": ("member", ("display_name",)),
    "/account/signup/": ("", ("display_name",)),
    "/account/login/": ("", ("login",)),
    "/account/password/reset/": ("", ("email",)),
}


def values(page: Page, names: tuple[str, ...]) -> list[str]:
    return [page.locator(f"main [name={name}]").input_value() for name in names]


def in_language(page: Page, code: str) -> None:
    """By the footer's list of languages."""
    page.locator(f"footer a[hreflang={code}]").click()
    expect(page.locator("html")).to_have_attribute("lang", code)


# One list to choose from: nothing is typed.
CHOSEN = {"digest.html", "digest_panel.html"}


def test_every_form_that_readers_type_in_keeps_a_draft() -> None:
    typed, without = 0, []
    for path in templates():
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(), re.DOTALL):
            if "components/field.html" in form:
                typed += 1
                if "components/draft.html" not in form and path.name not in CHOSEN:
                    without.append(path.name)
    assert typed >= 6
    assert not without


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/el/contact/", "/el/community/ask/"])
def test_too_often_shows_what_was_typed_and_nothing_that_was_not(world: World, path: str) -> None:
    client = world.client()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', client.get(path).text))
    hidden |= {"trail": '{"kind": "search", "id": "a b", "title": "a b"}', "seen": "a:1 b:2"}
    client.post(path, {"message": "x"})
    Counter.objects.update(count=100_000)
    answer = client.post(path, hidden | {"message": GREEK, "title": GREEK})
    assert answer.status_code == 429
    shown = re.sub(r'<input type="hidden"[^>]*>', "", answer.text)
    assert GREEK in shown
    assert not [name for name, value in hidden.items() if value in shown or '"a b"' in shown]
    assert all(f'name="{name}"' in answer.text for name in hidden)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestInABrowser:
    def test_the_draft_of_every_form_is_there_in_another_language_and_on_coming_back(
        self, world: World, opened: Open
    ) -> None:
        lost = []
        for path, (who, names) in FORMS.items():
            page = opened(world, f"/el{path}", who)
            typed = [f"{GREEK} {name}" for name in names]
            for name, words in zip(names, typed, strict=True):
                page.locator(f"main [name={name}]").fill(words)
            in_language(page, "ar")
            if values(page, names) != typed:
                lost.append(f"{path} in Arabic")
            page.locator("header .brand").click()
            page.goto(page.url.rstrip("/") + world.fill(path))
            if values(page, names) != typed:
                lost.append(f"{path} on coming back")
            page.close()
        assert not lost

    def test_passwords_are_never_kept_even_when_they_are_shown(
        self, world: World, opened: Open
    ) -> None:
        page = opened(world, "/en/account/signup/")
        field = page.locator("[name=password1]")
        field.evaluate("field => { field.type = 'text'; }")
        field.fill("μυστικό-μυστικό")
        page.locator("[name=display_name]").fill("Ελένη")
        kept = page.evaluate("JSON.stringify(sessionStorage)")
        assert "Ελένη" in kept
        assert "μυστικό" not in kept

    def test_after_a_send_that_failed_it_is_there_and_sends_the_same_attempt(
        self, world: World, opened: Open
    ) -> None:
        page = opened(world, "/ar/contact/")
        page.locator("[name=message]").fill(ARABIC)
        start = page.locator("[name=start]").input_value()
        address = page.url
        page.route("**/contact/", lambda route: route.abort())
        page.locator("form.form button.button--primary").click()
        page.wait_for_url("chrome-error://**")
        page.unroute("**/contact/")
        page.goto(address)
        expect(page.locator("[name=message]")).to_have_value(ARABIC)
        assert page.locator("[name=start]").input_value() == start

    def test_what_has_arrived_is_there_no_more(self, world: World, opened: Open) -> None:
        page = opened(world, "/ar/contact/")
        page.locator("[name=message]").fill(ARABIC)
        page.locator("[name=email]").fill("a@b.example")
        page.locator("form.form button.button--primary").click()
        expect(page).to_have_url(re.compile("/contact/sent/"))
        page.locator("footer a[href$='/contact/']").click()
        expect(page.locator("[name=message]")).to_have_value("")

    def test_a_guests_question_waits_at_the_sign_in_and_is_posted_once(
        self, world: World, opened: Open
    ) -> None:
        page = opened(world, "/el/community/ask/")
        page.locator("[name=title]").fill("Γιατί κρυώνει;")
        page.locator("[name=body]").fill(GREEK)
        page.locator("#ask-form button.button--primary").click()
        expect(page.locator(".suggestions")).to_be_visible()
        page.locator("#ask-form button.button--primary").click()
        expect(page.locator("[name=login]")).to_be_visible()
        expect(page.locator("main .notice")).to_be_visible()
        page.locator("[name=login]").fill(world.member.email)
        page.locator("[name=password]").fill("wrong-wrong-wrong")
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("main .notice--info")).to_be_visible()
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.locator("[name=body]").fill(f"{GREEK} Και σήμερα.")
        in_language(page, "ar")
        expect(page.locator("[name=body]")).to_have_value(f"{GREEK} Και σήμερα.")
        page.locator("#ask-form button[value=post]").click()
        expect(page.locator("h1")).to_have_text("Γιατί κρυώνει;")
        assert Thread.objects.filter(title="Γιατί κρυώνει;").count() == 1
        page.goto(page.url.partition("/ar/")[0] + "/ar/community/ask/")
        assert values(page, ("title", "body")) == ["", ""]

    def test_an_answer_is_there_after_the_session_has_ended(
        self, world: World, opened: Open
    ) -> None:
        page = opened(world, "/el/community/thread/{thread}/report/{answer}/", "member")
        page.locator("[name=comment]").fill(GREEK)
        page.locator("[name=reason]").first.check()
        cookies = [one for one in page.context.cookies() if one["name"] != "sessionid"]
        page.context.clear_cookies()
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        page.locator("main form button[type=submit]").first.click()
        page.locator("[name=login]").fill(world.member.email)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("h1")).to_have_text(world.thread.title)
        page.goto(
            page.url.partition("/el/")[0]
            + world.fill("/el/community/thread/{thread}/report/{answer}/")
        )
        expect(page.locator("[name=comment]")).to_have_value(GREEK)

    def test_what_a_member_left_in_a_tab_is_not_shown_to_another_account(
        self, world: World, opened: Open
    ) -> None:
        path = "/el/community/thread/{thread}/report/{answer}/"
        page = opened(world, path, "member")
        page.locator("[name=comment]").fill(GREEK)
        page.context.clear_cookies(name="sessionid")
        site = page.url.partition("/el/")[0]
        for who, shown in ((world.moderator, ""), (world.member, "")):
            page.goto(site + world.fill(path))
            assert GREEK not in page.content()
            page.locator("[name=login]").fill(who.email)
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("main form button[type=submit]").first.click()
            expect(page.locator("[name=comment]")).to_have_value(shown)
            page.context.clear_cookies(name="sessionid")
        assert GREEK not in page.evaluate("JSON.stringify(sessionStorage)")

    def test_too_often_shows_all_that_was_typed_within_a_phones_width(
        self, world: World, new_context: NewContext, live_server: Any
    ) -> None:
        page = new_context(viewport={"width": 360, "height": 740}).new_page()
        page.goto(f"{live_server.url}/ar/contact/")
        page.locator("[name=message]").fill(f"{ARABIC} {'x' * 80} {ARABIC} {ARABIC}")
        page.locator("form.form button.button--primary").click()
        expect(page.locator("main [role=alert]")).to_be_visible()
        Counter.objects.update(count=100_000)
        page.locator("form.form button.button--primary").click()
        typed = page.locator("blockquote.notice").first
        expect(typed).to_contain_text(ARABIC)
        expect(typed).to_have_css("direction", "rtl")
        assert typed.evaluate("box => box.scrollWidth <= box.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_after_the_sign_in_the_reader_is_at_the_answer_that_waits(
        self, world: World, opened: Open
    ) -> None:
        page = opened(world, "/el/community/t/{thread}/", "member")
        page.locator("#answer [name=body]").fill(GREEK)
        cookies = [one for one in page.context.cookies() if one["name"] != "sessionid"]
        page.context.clear_cookies()
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        page.locator("#answer button[value=post]").click()
        page.locator("[name=login]").fill(world.member.email)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("#answer [name=body]")).to_have_value(GREEK)
        expect(page.locator("#answer .notice--info")).to_be_in_viewport()
        expect(page.locator("#answer [data-focus]")).to_be_focused()

    def test_who_signs_out_leaves_nothing_in_any_tab(self, world: World, opened: Open) -> None:
        report = opened(world, "/el/community/thread/{thread}/report/{answer}/", "member")
        report.locator("[name=comment]").fill(GREEK)
        page = opened(world, "/el/contact/", "member")
        page.locator("[name=message]").fill(GREEK)
        page.locator(".account summary").click()
        page.locator(".account button").click()
        expect(page.locator(".account a")).to_be_visible()
        for each in (page, report):
            # A function: what is no function is compiled each time, and the page forbids that.
            each.wait_for_function("() => !JSON.stringify(sessionStorage).includes('draft:')")

    def test_a_search_begins_a_question_that_stays_in_another_language(
        self, world: World, opened: Open
    ) -> None:
        page = opened(world, "/el/community/ask/?title=κρύο+καλοριφέρ")
        in_language(page, "ar")
        expect(page.locator("[name=title]")).to_have_value("κρύο καλοριφέρ")
        page.locator("[name=title]").fill("κρύο καλοριφέρ το πρωί")
        in_language(page, "el")
        expect(page.locator("[name=title]")).to_have_value("κρύο καλοριφέρ το πρωί")
        page.locator("typed-draft button").click()
        expect(page.locator("[name=title]")).to_have_value("κρύο καλοριφέρ")
        expect(page.locator("[name=title]")).to_be_focused()
