"""A real Chromium: phone and desktop windows, in any language, light or dark."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import requirements

PHONE = {"width": 360, "height": 800}
DESKTOP = {"width": 1280, "height": 800}
# Without these, Chromium asks its maker's servers at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# As a reader's browser names itself: the headless one is a robot to the journal.
AGENT = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/130.0.0.0 Mobile Safari/537.36"
)
# Milliseconds: what comes at all comes by then, on a machine that has other things to do, too.
PATIENCE = 60_000
NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; Django would take the test for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=requirements.chromium(), args=list(QUIET)
        )
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[NewContext]:
    """Makes separate browsers (nothing shared): `new_context(locale="el", dark=True)`."""
    contexts: list[BrowserContext] = []

    def make(
        *,
        locale: str = "en",
        dark: bool = False,
        viewport: dict[str, int] = PHONE,
        **options: object,
    ) -> BrowserContext:
        context = chromium.new_context(
            locale=locale,
            viewport=viewport,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            **({"user_agent": AGENT} | options),  # type: ignore[arg-type]
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def phone(new_context: NewContext) -> Page:
    """A page in a phone-sized window."""
    return new_context().new_page()


def take_over(context: BrowserContext, client: Client, url: str) -> None:
    """Whoever is signed in with Django's client is so in this browser, at an address."""
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
