"""Without a mouse or without eyes: where the focus goes, what errors say, headers of one row."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import translation
from playwright.sync_api import expect

from portal import locales
from tests.browser import DESKTOP, NewContext
from tests.factories import community
from tests.factories.kb import make_family, make_page
from tests.journeys.addresses import FORMS
from tests.journeys.forms import Open, templates
from tests.journeys.world import World, encode, post

FOCUSED = "document.activeElement"


def test_every_form_that_readers_type_in_is_judged_by_us_alone() -> None:
    judged_by_browsers = [
        path.name
        for path in templates()
        for form, tag in re.findall(
            r'((<form[^>]*method="(?:post|get)".*?>)\n.*?</form>)', path.read_text(), re.DOTALL
        )
        if "components/field.html" in form and "novalidate" not in tag
    ]
    assert not judged_by_browsers


@pytest.mark.django_db
@pytest.mark.slow
def test_a_wrong_form_says_so_in_the_title_and_leads_to_each_field(world: World) -> None:
    with translation.override("el"):
        said = translation.gettext("Error:")
    wrong, seen = {}, 0
    for form in FORMS:
        if not form.typed:
            continue
        fields = {name: "" if name in form.typed else value for name, value in form.right.items()}
        client = world.client(form.who, proven=form.proven)
        page = post(client, world.fill(form.path), encode(fields)).content.decode()
        if "notice--error" not in page:
            continue
        seen += 1
        summary = page.partition("notice--error")[2].partition("</ul>")[0]
        targets = re.findall(r'<a href="#([^"]+)">[^<]+ – [^<]+</a>', summary)
        found = [f"no way to {one}" for one in targets if f'id="{one}"' not in page]
        if not targets:
            found.append("leads nowhere")
        if f"<title>{said} " not in page:
            found.append("no word in the title")
        if "data-focus" not in page:
            found.append("no focus")
        if found:
            wrong[form.path] = found
    assert seen >= 6
    assert not wrong


@pytest.mark.django_db
def test_the_navigation_says_where_one_is(world: World) -> None:
    client = world.client()
    for path, current in {
        "/el/help/": "page",
        "/el/help/cold-room/": "true",
        "/el/community/ask/": "true",
        "/el/contact/": "page",
    }.items():
        nav = client.get(path).content.decode().partition('class="site-nav"')[2]
        link = re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', nav.partition("</nav>")[0])
        assert [one[1] for one in link] == [current], path
        assert path.startswith(link[0][0])
    assert "aria-current" not in client.get("/el/").content.decode().partition("</nav>")[0]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestInABrowser:
    def test_after_a_vote_the_next_tab_is_in_the_reasons(
        self,
        world: World,
        opened: Open,
    ) -> None:
        page = opened(world, "/el/help/cold-room/")
        page.locator("#vote button[value=no]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#vote form.form")).to_be_visible()
        expect(page.locator("#vote")).to_be_focused()
        for _step in range(3):
            page.keyboard.press("Tab")
            if page.evaluate(f"{FOCUSED}.name") == "reason":
                break
        assert page.evaluate(f"{FOCUSED}.name") == "reason"
        page.locator("#vote [name=comment]").fill("Λείπει κάτι")
        page.locator("#vote form.form button[type=submit]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#vote form.form")).to_have_count(0)
        expect(page.locator("#vote")).to_be_focused()
        expect(page.locator("#vote")).to_be_in_viewport()

    def test_errors_have_the_focus_and_their_entries_lead_to_the_fields(
        self,
        world: World,
        opened: Open,
    ) -> None:
        for path, who in {
            "/ar/contact/": "",
            "/ar/community/t/{thread}/": "moderator",
            "/ar/community/thread/{thread}/report/{answer}/": "member",
            "/ar/account/login/": "",
        }.items():
            page = opened(world, path, who)
            page.locator("main form.form button.button--primary").click()
            summary = page.locator(".notice--error")
            expect(summary, path).to_be_focused()
            link = summary.locator("a").first
            link.press("Enter")
            wanted = (link.get_attribute("href") or "").removeprefix("#")
            assert page.evaluate(f"{FOCUSED}.id") == wanted, path
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()

    def test_menus_close_on_escape_outside_and_on_tabbing_away(
        self,
        world: World,
        opened: Open,
    ) -> None:
        page = opened(world, "/ar/help/", "member")
        menus = page.locator('header details[name="site-menu"]')
        assert menus.count() == 3
        for number in range(3):
            menu = menus.nth(number)
            summary = menu.locator("summary")
            summary.click()
            menu.locator("a").first.focus()
            page.keyboard.press("Escape")
            expect(menu).not_to_have_attribute("open", "")
            expect(summary).to_be_focused()
            summary.click()
            page.mouse.click(4, 700)
            expect(menu).not_to_have_attribute("open", "")
            summary.click()
            menu.locator("a, button").last.focus()
            page.keyboard.press("Tab")
            expect(menu).not_to_have_attribute("open", "")

    def test_the_header_of_a_phone_is_one_row_in_every_language_and_holds_larger_text(
        self,
        world: World,
        opened: Open,
        live_server: Any,
    ) -> None:
        wrong = []
        for who in ("", "member"):
            page = opened(world, "/en/contact/", who, viewport={"width": 360, "height": 740})
            for code in locales.codes():
                page.goto(f"{live_server.url}/{code}/contact/")
                for size in ("100%", "200%"):
                    page.evaluate("size => document.documentElement.style.fontSize = size", size)
                    found = page.evaluate(ROW)
                    if found:
                        wrong.append((code, who, size, found))
        assert not wrong

    def test_what_scrolls_sideways_can_have_the_focus_under_a_name(
        self,
        world: World,
        opened: Open,
    ) -> None:
        code = "    " + "πολύ-μακριά-γραμμή " * 30
        thread = community.thread(body=f"Έτσι:\n\n{code}\n", locale="el")
        page = opened(world, f"/el/community/t/{thread.pk}/")
        block = page.locator("main pre")
        expect(block).to_have_attribute("tabindex", "0")
        expect(block).to_have_role("region")
        assert block.get_attribute("aria-label")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


# Of the header: whether it is more than a row, or anything in it lies on something else.
ROW = """() => {
  const header = document.querySelector(".site-header").getBoundingClientRect();
  const parts = [".brand", ".site-nav-menu summary", ".site-header__find", ".menu__button"]
    .flatMap((one) => [...document.querySelectorAll(`.site-header ${one}`)])
    .map((one) => one.getBoundingClientRect());
  const overlap = (a, b) => a.right - b.left > 0.5 && b.right - a.left > 0.5 &&
    a.bottom - b.top > 0.5 && b.bottom - a.top > 0.5;
  const isLarge = getComputedStyle(document.documentElement).fontSize !== "16px";
  const faults = [];
  if (parts.length < 5) faults.push("parts are missing");
  if (parts.some((a, n) => parts.some((b, m) => n < m && overlap(a, b)))) faults.push("overlap");
  if (!isLarge && Math.max(...parts.map((p) => p.top)) >= Math.min(...parts.map((p) => p.bottom)))
    faults.push("more than a row");
  if (document.documentElement.scrollWidth > innerWidth) faults.push("sideways");
  if (header.height > (isLarge ? 200 : 70)) faults.push(`${header.height} px`);
  return faults.join(", ");
}"""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_text_of_another_direction_has_the_edges_of_the_page(
    new_context: NewContext, live_server: Any
) -> None:
    call_command("set_up_site", verbosity=0)
    family = make_family("Share access", slug="share-access")
    make_page(family, "en", title="Share access with your family and with your many guests")
    thread = community.thread(title="Why is the bedroom so cold in the morning?", locale="en")
    page = new_context(viewport=DESKTOP).new_page()
    for path, parts in {
        "help/share-access/": (".page-title", ".prose", ".notice", ".vote"),
        f"community/t/{thread.pk}/": (".page-title", ".prose"),
    }.items():
        page.goto(f"{live_server.url}/ar/{path}")
        edges = [
            page.locator(f"main {part}").first.evaluate(
                "one => { const box = one.getBoundingClientRect(); return [box.left, box.right]; }"
            )
            for part in parts
        ]
        assert all(edge == edges[-1] for edge in edges if edge[1] - edge[0] > 500), (path, edges)
        assert len([edge for edge in edges if edge[1] - edge[0] > 500]) >= 2, (path, edges)
