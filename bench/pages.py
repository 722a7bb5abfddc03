"""What public pages cost: queries and weight."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.corpus import DEMO
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.importing.run import import_tree
from search.engines import engine
from search.index.catching_up import catch_up_or_wait

ARTICLE = "/el/help/valve-blocked-e-2210/"
PAGES = (
    *("/el/", "/el/help/", ARTICLE, "/ar/help/update-firmware/"),
    *("/el/search/?q=καλοριφέρ", "/el/community/", "/el/contact/", "/el/account/login/"),
)
_STATIC = re.compile(r'(?:href|src)="/static/([^"?]+)"')


def measure(size: Size) -> list[Row]:
    """The demo's pages, read by somebody without an account."""
    import_tree(DEMO)
    catch_up_or_wait(engine(), timeout=600)
    return [*_queries(), *_weights()]


def _queries() -> list[Row]:
    caches["pages"].clear()
    uncached, cached = _count(ARTICLE), _count(ARTICLE)
    return [
        at_most("article-queries-uncached", "queries of an article, not cached", uncached, 6),
        at_most("article-queries-cached", "queries of an article, cached", cached, 0),
    ]


def _count(path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        Client().get(path)
    return len(queries)


def _weights() -> list[Row]:
    weights = {path: weight(path) for path in PAGES}
    return [
        at_most(
            "page-weight-kB",
            "heaviest public page with its CSS and JavaScript, compressed, kB",
            max(weights.values()),
            60,
            **{path: round(weight, 1) for path, weight in weights.items()},
        )
    ]


def weight(path: str) -> float:
    html = Client().get(path, follow=True).content
    names = sorted(set(_STATIC.findall(html.decode())))
    files = [Path(found).read_bytes() for name in names if (found := finders.find(name))]
    return sum(len(gzip.compress(data, 6)) for data in (html, *files)) / 1000
