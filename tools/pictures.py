"""Takes the pictures of README.md and docs/ anew, of a demo that runs: `make pictures`.

`python -m tools.pictures http://localhost:8000 [NAME …]` signs in as the people of the demo's own
data folder (VAR_DIR) and shows what the demo holds on the day. The article that it begins is
deleted again; the tickets that it uploads are counted.
"""

import csv
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
IMAGES = REPOSITORY / "docs" / "images"
HEAVIEST = 80_000
"""Bytes that a picture may take."""
PHONE, DESKTOP, LOW = (360, 800), (1280, 860), (1280, 620)
_COLOURS = (128, 64, 32)
_READER, _PUBLISHER, _TRANSLATOR, _MANAGER = "", "publisher", "translator", "manager"
# What is above the place that is shown: the head of the editors' pages does not move.
_ABOVE = 90
_ARTICLES = "/cms/snippets/kb/family/"
# An article's place there, in the language it was written in, leads to its form.
_DESK = "/cms/help/desk/"
_BLOCK = "[data-streamfield-child]"
_TICKETS = "/cms/reports/last-tickets/"

# An article as it is begun in Danish, with what the panel of checks has something to say of.
_TITLE = "Giv en ventil et nyt navn"
_SUMMARY = "Sådan kan alle i hjemmet se, hvilken ventil der er hvilken."
_TEXT = (
    "Åbn appen, og find ventilen under Enheder, hvor den står med det nummer, som den fik, da du"
    " tilføjede den, og som også er trykt på bagsiden, hvis du ikke længere kan huske, hvilken af"
    " dine ventiler det er. Uden forbindelse til WPS kan navnet ikke gemmes."
)


def _write(page: Page) -> None:
    """An article, and beside it what could be plainer."""
    page.locator("a[href*='/help/new-article/']").first.click()
    page.locator("[name=title]").fill(_TITLE)
    page.locator("[name=summary]").fill(_SUMMARY)
    page.locator("#body-root .c-sf-add-button").first.click()
    page.get_by_role("option").first.click()
    page.locator("#body-root .public-DraftEditor-content").first.click()
    page.keyboard.type(_TEXT)
    page.locator("[data-side-panel-toggle='checks']").first.click()
    page.locator("[data-rule='abbreviation']").wait_for()


def _delete(page: Page) -> None:
    """The draft that saved itself while it was written."""
    page.goto(page.url.replace("/edit/", "/delete/"))
    page.locator("main form button[type=submit], main form input[type=submit]").first.click()
    page.wait_for_load_state()


def _tell_of_tickets(page: Page) -> None:
    """What the demo's readers type, as if it were the subjects of last year."""
    page.locator("input[type=file]").set_input_files(
        {"name": "tickets.csv", "mimeType": "text/csv", "buffer": _tickets().encode()}
    )
    page.locator("form[enctype] button[type=submit]").click()
    while page.reload() and page.locator("#tickets ~ [role=status]").count():
        page.wait_for_timeout(2_000)


def _tickets() -> str:
    from portal.demo import threads

    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("date", "subject", "language"))
    queries: dict[str, list[str]] = threads.read()["traffic_queries"]
    today = datetime.now(tz=UTC).date()
    for months in range(12):
        day = today - timedelta(days=30 * months + 15)
        for code, typed in queries.items():
            rows.writerows((day.isoformat(), subject, code) for subject in typed[months % 3 :: 3])
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class Shot:
    """A page as somebody sees it once `first` is done: its top, or the place that `at` names.

    What `first` wrote, `after` takes back.
    """

    name: str
    path: str
    who: str = _READER
    size: tuple[int, int] = DESKTOP
    first: Callable[[Page], object] = lambda _page: None
    after: Callable[[Page], object] = lambda _page: None
    at: str = ""
    is_dark: bool = False


SHOTS = (
    Shot("home-el-phone", "/el/", size=PHONE),
    Shot("article-ar-phone", "/ar/help/pair-timeout/", size=PHONE, is_dark=True),
    Shot("search-sv-desktop", "/sv/search/?q=lösenord"),
    Shot("report-desktop", "/cms/reports/support-effort/", _MANAGER),
    Shot("articles", _ARTICLES, _PUBLISHER),
    Shot("writing", _ARTICLES, _PUBLISHER, first=_write, after=_delete),
    Shot(
        "snippet",
        f"{_DESK}change-valve-batteries/en/",
        _PUBLISHER,
        size=LOW,
        at=f"{_BLOCK}:has(select)",
    ),
    Shot(
        "topics",
        f"{_DESK}reset-password/en/",
        _PUBLISHER,
        size=LOW,
        at=".w-panel:has([data-topics])",
    ),
    Shot(
        "fixes", f"{_DESK}pair-timeout/en/", _PUBLISHER, at=f"{_BLOCK}:has([name$='-value-cause'])"
    ),
    Shot("fixes-el-phone", "/el/help/pair-timeout/", size=PHONE, at=".fix"),
    Shot("matrix", "/cms/help/translations/", _PUBLISHER),
    Shot("worklist", "/cms/help/translations/in/el/worklist/", _TRANSLATOR, size=LOW),
    Shot("desk", f"{_DESK}change-valve-batteries/el/", _TRANSLATOR, at=".desk__segment:has(ins)"),
    Shot("exchange", f"{_DESK}pair-timeout/el/files/", _TRANSLATOR, size=LOW),
    Shot("words", "/cms/help/words/", _TRANSLATOR),
    Shot("last-tickets", _TICKETS, _MANAGER, first=_tell_of_tickets),
)


def main(address: str, names: list[str]) -> None:
    """Take those named, or all."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    django.setup()
    from tests.browser import QUIET
    from tests.requirements import chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        sign_in = cache(partial(_sign_in, browser, address))
        for shot in SHOTS:
            if not names or shot.name in names:
                with _page(browser, address, shot, sign_in(shot.who)) as page:
                    _keep(page, shot)
        browser.close()


@contextmanager
def _page(browser: Browser, address: str, shot: Shot, cookies: Any) -> Iterator[Page]:
    """The page that is to be taken, once nothing moves on it any more."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=1.5 if shot.size == PHONE else 1,
        reduced_motion="reduce",
        color_scheme="dark" if shot.is_dark else "light",
        locale=_locale(shot.who),
        storage_state=cookies,
    )
    page = context.new_page()
    page.goto(address + shot.path)
    page.wait_for_load_state("networkidle")
    shot.first(page)
    if shot.at:
        place = page.locator(shot.at).first
        place.evaluate(
            """(one, above) => {
                one.style.scrollMarginTop = `${above}px`;
                one.scrollIntoView({ behavior: "instant" });
            }""",
            _ABOVE,
        )
    page.mouse.move(0, 0)
    page.wait_for_load_state("networkidle")
    yield page
    shot.after(page)
    context.close()


def _locale(who: str) -> str | None:
    """Of whose browser, which says what the editors' pages are in; a reader's address says it."""
    from portal.demo import people

    return next((one.locale for one in people.PEOPLE if one.email == _email(who)), None)


def _email(who: str) -> str:
    return f"{who}@example.com"


def _sign_in(browser: Browser, address: str, who: str) -> Any:
    """The cookies of one of the demo's people, once for all of their pictures."""
    from portal.demo import people

    if who == _READER:
        return None
    email = _email(who)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/en/account/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(people.passwords()[email])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/login/" not in url)
    cookies = context.storage_state()
    context.close()
    return cookies


def _keep(page: Page, shot: Shot) -> None:
    """In few colours: a page has not many, and a clone should be light."""
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        whole = taken.convert("RGB")
    for colours in _COLOURS:
        kept = io.BytesIO()
        whole.quantize(colours).save(kept, "PNG", optimize=True)
        if kept.tell() <= HEAVIEST:
            break
    (IMAGES / f"{shot.name}.png").write_bytes(kept.getvalue())
    sys.stdout.write(f"{shot.name}: {kept.tell():,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
