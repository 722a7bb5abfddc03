"""How much memory a small house takes: one web process, and one for all work beside the pages."""

import http.client
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bench.corpus import DEMO
from bench.costs import load
from bench.page_costs import production
from bench.pages import PAGES
from bench.processes import free_port, manage, running, wait_for
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.importing.run import import_tree
from search.engines import engine
from search.index.catching_up import catch_up_or_wait

_ASKED = 60
_BOUND = 420
_PAGE_KB = 4
_HEADERS = {
    "Host": "testserver",
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Proto": "https",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}


def measure(size: Size) -> list[Row]:
    """After so many requests of each page, the index being written meanwhile."""
    environment = production("bench.production") | {"WEB_CONCURRENCY": "1"}
    port = free_port()
    web = (
        *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--threads", "8"),
    )
    with (
        running(*web, **environment) as pages,
        running(*manage("run_background"), **environment) as background,
    ):
        wait_for(port)
        import_tree(DEMO)
        catch_up_or_wait(engine(), timeout=600)
        for _time in range(_ASKED):
            for page in PAGES:
                _ask(port, page)
        megabytes = {
            name: round(sum(map(_resident, _with_children(process.pid))), 1)
            for name, process in {"web": pages, "background": background}.items()
        }
    return [
        at_most(
            "small-house-rss-MB",
            f"resident set of web, workers and schedule after {_ASKED * len(PAGES)} requests, MB",
            sum(megabytes.values()),
            _BOUND,
            load=load(),
            **megabytes,
        )
    ]


def _ask(port: int, page: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", quote(page, safe="/?=&"), headers=_HEADERS)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{page} answers {answer.status}")


def _with_children(process: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield process
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    for child in map(int, told.split()):
        yield from _with_children(child)


def _resident(process: int) -> float:
    """MB of memory that a process has in use, shared ones in full."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * _PAGE_KB / 1024
