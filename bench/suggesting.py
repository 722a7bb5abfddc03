"""Suggestions while typing, as the server answers them."""

import random
from urllib.parse import urlencode

from bench.corpus import brought_in, judged, names
from bench.rows import Row, at_most
from bench.search_page import Browser
from bench.sizes import Size
from bench.timing import percentile
from portal.limits import paces
from search import engines

_SHORTEST = 2


def measure(size: Size) -> list[Row]:
    """Beginnings of the judged searches, each letter another one, in an order drawn once."""
    brought_in(size)
    typed = [
        (one.locale, one.query[:length])
        for one in judged(size)
        for length in range(_SHORTEST, min(len(one.query), 30))
    ]
    random.Random(2).shuffle(typed)  # noqa: S311 - a fixed drawing, not a secret
    return [_row(name, typed[: size.typed]) for name in names() if typed]


def _row(engine: str, typed: list[tuple[str, str]]) -> Row:
    browser = Browser()
    with engines.only(engine):
        for locale, text in typed[:30]:
            _get(browser, locale, text)
        times = [_get(browser, locale, text) for locale, text in typed]
    return at_most(
        f"suggestions-p95-ms-{engine}",
        f"suggestions by words, p95 on the server, ms, {engine}",
        percentile(times, 95),
        30,
        p50_ms=round(percentile(times, 50), 1),
        p99_ms=round(percentile(times, 99), 1),
        requests=len(times),
    )


def _get(browser: Browser, locale: str, text: str) -> float:
    """Milliseconds until the server can begin to send the suggestions."""
    paces.forget()
    response = browser.get(f"/api/suggest/?{urlencode({'q': text, 'locale': locale})}")
    if response.status_code != 200:
        raise RuntimeError(f"{text}: {response.status_code}")
    return browser.took
