"""Takes the pictures of README.md and docs/ anew, of a demo that runs: `make pictures`.

`python -m tools.pictures http://localhost:8000` signs in as the people of the demo's own data
folder (VAR_DIR). What is shown is what the demo holds on the day.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
IMAGES = REPOSITORY / "docs" / "images"
PHONE, DESKTOP = (360, 800), (1280, 860)
_COLOURS = 128
_READER, _PUBLISHER, _TRANSLATOR, _MANAGER = "", "publisher", "translator", "manager"


@dataclass(frozen=True, slots=True)
class Shot:
    """A page as somebody sees it."""

    name: str
    path: str
    who: str = _READER
    size: tuple[int, int] = DESKTOP


SHOTS = (
    Shot("home-el-phone", "/el/", size=PHONE),
    Shot("article-ar-phone", "/ar/help/pair-timeout/", size=PHONE),
    Shot("search-sv-desktop", "/sv/search/?q=lösenord"),
    Shot("report-desktop", "/cms/reports/support-effort/", _MANAGER),
    Shot("articles", "/cms/snippets/kb/family/", _PUBLISHER),
    Shot("matrix", "/cms/help/translations/", _PUBLISHER),
    Shot("worklist", "/cms/help/translations/in/el/worklist/", _TRANSLATOR),
    Shot("desk", "/cms/help/desk/pair-timeout/el/", _TRANSLATOR),
    Shot("exchange", "/cms/help/desk/pair-timeout/el/files/", _TRANSLATOR),
    Shot("words", "/cms/help/words/", _TRANSLATOR),
    Shot("last-tickets", "/cms/reports/last-tickets/", _MANAGER),
)


def main(address: str, names: list[str]) -> None:
    """Take those named, or all."""
    django.setup()
    from tests.browser import QUIET
    from tests.requirements import chromium

    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        for shot in SHOTS:
            if not names or shot.name in names:
                with _page(browser, address, shot) as page:
                    _keep(page, shot)
        browser.close()


@contextmanager
def _page(browser: Browser, address: str, shot: Shot) -> Iterator[Page]:
    """The page that is to be taken, once nothing moves on it any more."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=1.5 if shot.size == PHONE else 1,
        reduced_motion="reduce",
    )
    page = context.new_page()
    if shot.who:
        _sign_in(page, address, shot.who)
    page.goto(address + shot.path)
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def _sign_in(page: Page, address: str, who: str) -> None:
    from portal.demo import people

    email = f"{who}@example.com"
    page.goto(f"{address}/en/account/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(people.passwords()[email])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def _keep(page: Page, shot: Shot) -> None:
    """In few colours: a page has not many, and a clone should be light."""
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        few = taken.convert("RGB").quantize(_COLOURS)
        few.save(IMAGES / f"{shot.name}.png", optimize=True)
    sys.stdout.write(f"{shot.name}\n")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
