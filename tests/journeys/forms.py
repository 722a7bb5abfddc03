"""Readers' forms: the templates they are in, and browsers to fill them in with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import NewContext, take_over
from tests.journeys.world import World

ROOT = Path(__file__).parents[2]
Open = Callable[..., Page]


def templates() -> list[Path]:
    """Those of readers' pages: the editors' are Wagtail's."""
    rooms = (ROOT / room for room in ("portal", "community", "kb", "search"))
    found = [path for room in rooms for path in room.rglob("templates/**/*.html")]
    return [path for path in found if "wagtailadmin/" not in path.read_text(encoding="utf-8")]


@pytest.fixture
def opened(new_context: NewContext, live_server: Any) -> Open:
    """Opens an address for somebody, in the same browser for the same one."""
    contexts: dict[str, BrowserContext] = {}

    def open_(world: World, path: str, who: str = "", **options: Any) -> Page:
        if who not in contexts:
            contexts[who] = new_context(**options)
            if who:
                take_over(contexts[who], world.client(who), live_server.url)
        page = contexts[who].new_page()
        page.goto(live_server.url + world.fill(path))
        return page

    return open_
