"""What readers' pages cost the processor, beside a stock Wagtail page and a view that is empty.

The stock page has the article's own text, and a menu, a language switcher and a breadcrumb as
Wagtail's guide makes them. All are asked for in turns, of processes with production's settings.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from django.conf import settings
from django.test import Client
from django.utils import translation

from bench.asked import PageRequest, Sample, Site, site
from bench.corpus import DEMO
from bench.costs import load
from bench.pages import ARTICLE
from bench.processes import REPOSITORY
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.importing.run import import_tree
from kb.models import HelpPage
from portal import locales
from tests.factories import accounts, community
from tests.factories.installation import RIGHT, empty_database

_CODE = "el"
_ANSWERS = 20
_WARM = 10
_PAGES = ("pages",)
# Of each: the page, that it is divided by, and the most that may come of it.
_SHARES = {
    "article-beside-stock": ("article", "stock", 0.5),
    "article-signed-in-share": ("article, signed in", "article", 1.3),
    "thread-beside-hello": ("thread", "hello", 5),
    "thread-signed-in-beside-hello": ("thread, signed in", "hello", 8),
}


def measure(size: Size) -> list[Row]:
    """Medians of so many requests."""
    import_tree(DEMO)
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name, ExitStack() as stack:
        database = stack.enter_context(empty_database(Path(name)))
        stock = production("bench.stock.settings") | {"DATABASE_URL": database}
        path = _stock_page(Path(name) / "page.json", stock)
        ours = stack.enter_context(site(production("bench.production")))
        sites = dict.fromkeys(asked, ours) | {"stock": stack.enter_context(site(stock))}
        asked["stock"] = PageRequest(path)
        told = _in_turns(sites, asked, 200 if size.name == "full" else 10)
    return list(_rows(told))


def _asked() -> dict[str, PageRequest]:
    """Our pages by name: "first" is an article whose text no reader has met in this process."""
    member = accounts.member("Maria", locale=_CODE)
    question = community.thread(member, locale=_CODE)
    for _number in range(_ANSWERS):
        community.answer(question, member)
    with translation.override(_CODE):
        thread = question.get_absolute_url()
    client = Client()
    client.force_login(member)
    client.get(thread, secure=True)
    known = "__Host-browser"
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"__Host-sessionid={session}; {known}={client.cookies[known].value}"
    return {
        "hello": PageRequest("/hello/"),
        "article": PageRequest(ARTICLE, emptied=_PAGES),
        "article, first": PageRequest(ARTICLE, emptied=(*_PAGES, "texts")),
        "article, cached": PageRequest(ARTICLE),
        "article, signed in": PageRequest(ARTICLE, cookie),
        "thread": PageRequest(thread, emptied=_PAGES),
        "thread, signed in": PageRequest(thread, cookie),
        "profile": PageRequest(f"/{_CODE}/account/", cookie),
    }


def production(named: str) -> dict[str, str]:
    """The environment of a site with these settings and our own database."""
    right = {name: value for name, value in RIGHT.items() if name != "DATABASE_URL"}
    return {
        **os.environ,
        **right,
        "DJANGO_SETTINGS_MODULE": named,
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "testserver",
        "BASE_URL": "https://testserver",
    }


def _stock_page(file: Path, environment: Mapping[str, str]) -> str:
    """The path of the stock site's page with the article's text."""
    slug = ARTICLE.rstrip("/").rpartition("/")[2]
    page = HelpPage.objects.in_locale(_CODE).get(family__slug=slug)
    wanted = {
        "title": page.title,
        "summary": page.summary,
        "body": list(page.body.raw_data),
        "language": _CODE,
        "languages": locales.codes(),
    }
    file.write_text(json.dumps(wanted), encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bench.stock.making", str(file)],
        cwd=REPOSITORY,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def _in_turns(
    sites: Mapping[str, Site], asked: Mapping[str, PageRequest], times: int
) -> dict[str, list[Sample]]:
    told: dict[str, list[Sample]] = {name: [] for name in asked}
    for number in range(times + _WARM):
        for name, page in asked.items():
            taken = sites[name].told(page)
            if number >= _WARM:
                told[name].append(taken)
    return told


def _rows(told: Mapping[str, list[Sample]]) -> Iterator[Row]:
    cpu = {name: median(one.cpu for one in some) for name, some in told.items()}
    milliseconds = {name: round(1000 * seconds, 2) for name, seconds in cpu.items()}
    statements = {name: int(median(one.statements for one in some)) for name, some in told.items()}
    beside = {"requests": len(told["stock"]), "load": load()}
    for name, (page, divisor, most) in _SHARES.items():
        what = f"CPU of a page: {page} ÷ {divisor}"
        yield at_most(
            name,
            what,
            cpu[page] / cpu[divisor],
            most,
            ms=milliseconds[page],
            divisor_ms=milliseconds[divisor],
            statements=statements[page],
            **beside,
        )
    yield at_most(
        "profile-ms",
        "CPU of the page of one's own account, ms",
        milliseconds["profile"],
        15,
        **beside,
        all_ms=milliseconds,
        all_statements=statements,
    )
