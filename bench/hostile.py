"""Searches that mean harm: an answer or a refusal, and soon."""

from functools import partial
from urllib.parse import quote_from_bytes

from django.test import Client

from bench.corpus import brought_in, names
from bench.rows import Row, at_most
from bench.search_page import AGENT
from bench.sizes import Size
from bench.timing import percentile, timed
from portal.limits import paces
from search import engines

ADDRESSES = ("/en/search/?q=", "/ar/search/?q=", "/api/search/?locale=el&q=", "/api/suggest/?q=")
_LONG = 10_000


def queries() -> list[bytes]:
    """Long ones, syntax of engines, and characters that are none."""
    long_words = (
        *("a" * _LONG, "ab " * (_LONG // 3), "a.b." * (_LONG // 4), "-" * _LONG, "ά" * _LONG),
        *("\U0001f600" * 3_000, "ά" + "\u0301" * 5_000, '"' * 500, '"a" ' * 2_500),
        " ".join(f"word{number}" for number in range(1_000)),
        " ".join(f"E-{number}" for number in range(1_000)),
        " ".join(["netværksprinterkabeladapter"] * 300),
        " ".join("ab"[number % 2] * (number % 40) for number in range(1_000)),
    )
    syntax = (
        *('title:"x" AND (y OR', "* ? ~ ^ [a TO b] /re/ \\", "a~9 b^1e9 c*d?e", "/(a+)+$/"),
        *('{"query":{"match_all":{}}}', "_exists_:x", "*:*", "+a -b !c && d || e", "{!lucene}x"),
        *("'; DROP TABLE search_change; --", "../../etc/passwd", "%s%n${jndi:x}", "<script>"),
    )
    characters = (
        "\0",
        "a\0b",
        "\u202ea\u202c",
        "\ufeff",
        "\u200f\u200e",
        "\x1b[2J",
        "\u2028",
        "ﷺ" * 300,
    )
    broken = (b"\xed\xa0\x80 battery", b"\xff\xfe", b"\xc3", b"\xf8\x88\x80\x80\x80", b"%00")
    return [*(one.encode() for one in (*long_words, *syntax, *characters)), *broken]


def measure(size: Size) -> list[Row]:
    """Each at every address, on each engine."""
    brought_in(size)
    return [row for name in names() for row in _rows(name, size.rounds)]


def _rows(engine: str, rounds: int) -> list[Row]:
    browser = Client(headers={"User-Agent": AGENT}, raise_request_exception=False)
    times: dict[str, float] = {}
    every: list[float] = []
    strange: list[str] = []
    with engines.only(engine):
        browser.get("/en/search/?q=warm")
        for _round in range(rounds):
            for address in ADDRESSES:
                for query in queries():
                    paces.forget()
                    path = address + quote_from_bytes(query)
                    took, response = timed(partial(browser.get, path))
                    every.append(took)
                    times[path[:60]] = took
                    if response.status_code not in {200, 400}:
                        strange.append(f"{response.status_code} {path[:60]}")
    slowest = max(times, key=lambda path: times[path])
    return [
        at_most(
            f"hostile-p99-ms-{engine}",
            f"hostile searches, p99, ms, {engine}",
            percentile(every, 99),
            1000,
            p50_ms=round(percentile(every, 50), 1),
            slowest_ms=round(max(every)),
            slowest=slowest,
            requests=len(every),
        ),
        at_most(
            f"hostile-errors-{engine}",
            f"hostile searches answered with neither 200 nor 400, {engine}",
            len(strange),
            0,
            which=strange[:10],
        ),
    ]
