"""What strangers can do to a web worker's memory, and to the pages that others read meanwhile."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count, cycle, islice
from urllib.parse import quote

from bench.corpus import brought_in
from bench.counted import HEADER
from bench.processes import free_port, running, wait_for
from bench.rows import Row, at_least, at_most
from bench.search_page import AGENT
from bench.sizes import Size
from community.forum.models import Category, Thread
from community.forum.posting import post_answer, post_question
from kb.models import HelpPage
from portal import actors, locales
from portal.accounts.models import User
from portal.actors import Actor

# A table of cells that nobody typed; what a post of this made was 1.4 MB long.
_TABLE = "|a" * 500 + "\n" + "|-" * 500 + "\n" + "|\n" * 500
_LARGE_ANSWERS = 20
# Each honest page is asked for again after so many hostile requests.
_HOSTILE_BETWEEN = 10
_FILE = (
    b'--zq\r\nContent-Disposition: form-data; name="f"; filename="a.bin"\r\n\r\n'
    + b"x" * 50_000
    + b"\r\n--zq--\r\n"
)


@dataclass
class Worker:
    """One web worker, asked by one client after the other."""

    port: int
    master: int
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=120)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> int:
        """How many queries the answer took."""
        headers = {"Host": "testserver", "User-Agent": AGENT, "Accept": "text/html"} | headers
        self.connection.request(method, path, body or None, headers)
        response = self.connection.getresponse()
        response.read()
        return int(response.headers.get(HEADER, 0))

    def megabytes(self) -> float:
        """What the worker has in memory, its master not counted."""
        found = subprocess.run(
            ["ps", "-A", "-o", "ppid=,rss="],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        )
        rows = (line.split() for line in found.stdout.splitlines())
        return sum(int(rss) for parent, rss in rows if int(parent) == self.master) / 1024


def measure(size: Size) -> list[Row]:
    """Honest pages are read once; then hostile requests come, and the pages are read again."""
    brought_in(size)
    thread = _with_large_answers()
    honest = _honest(size.honest)
    hostile = _hostile(thread)
    with _worker() as worker:
        cold = worker.megabytes()
        for path in honest:
            worker.ask("GET", path)
        before, began, hits = worker.megabytes(), time.monotonic(), 0
        for path in honest:
            for method, asked, body, kind in islice(hostile, _HOSTILE_BETWEEN):
                worker.ask(method, asked, body, **({"Content-Type": kind} if kind else {}))
            hits += worker.ask("GET", path) == 0
        after, seconds = worker.megabytes(), time.monotonic() - began
    beside = {
        "hostile": len(honest) * _HOSTILE_BETWEEN,
        "honest": len(honest),
        "cold_MB": round(cold),
        "before_MB": round(before),
        "after_MB": round(after),
        "seconds": round(seconds),
    }
    return [
        at_most(
            "strangers-memory",
            "worker's memory after hostile requests ÷ before",
            after / before,
            1.5,
            **beside,
        ),
        at_least(
            "strangers-hit-rate",
            "honest pages answered from the cache meanwhile, %",
            100 * hits / len(honest),
            95,
            **beside,
        ),
    ]


@contextmanager
def _worker() -> Iterator[Worker]:
    port = free_port()
    command = (
        *(sys.executable, "-m", "gunicorn", "bench.counted:application"),
        *("--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "8"),
        *("--timeout", "120", "--log-level", "error"),
    )
    with running(*command) as master:
        wait_for(port)
        worker = Worker(port, master.pid)
        worker.ask("GET", "/en/")
        yield worker
        worker.connection.close()


def _member() -> Actor:
    account, _is_new = User.objects.get_or_create(email="stranger@example.com", locale="en")
    return actors.on_behalf_of(account)


def _with_large_answers() -> Thread:
    """A thread whose answers ask for as much HTML as they can."""
    thread = _thread(0)
    for _number in range(_LARGE_ANSWERS):
        post_answer(actor=_member(), thread=thread, body=_TABLE)
    return thread


def _thread(number: int) -> Thread:
    category, _is_new = Category.objects.get_or_create(
        slug="all", defaults={"names": {"en": "All"}}
    )
    return post_question(
        actor=_member(),
        category=category,
        locale="en",
        title=f"Question {number} of many",
        body="What is asked is long enough to be read. " * 20,
    )


def _honest(number: int) -> Sequence[str]:
    """So many addresses of true pages: articles in every language, then questions."""
    pages = HelpPage.objects.live().filter(locale__language_code__in=locales.codes())
    found = pages.values_list("locale__language_code", "family__slug").order_by("pk")[:number]
    articles = [f"/{code}/help/{slug}/" for code, slug in found]
    questions = (_thread(one).get_absolute_url() for one in count(1))
    return [*articles, *islice(questions, max(number - len(articles), 0))]


def _hostile(thread: Thread) -> Iterator[tuple[str, str, bytes, str]]:
    """Without end: the same pages under ever other addresses, and what costs a worker memory."""
    page, parts = thread.get_absolute_url(), "multipart/form-data; boundary=zq"
    for number, code in zip(count(1), cycle(locales.codes())):
        zeros = "0" * (number % 200 + 1)
        yield "GET", f"{page}?page={zeros}1", b"", ""
        yield "GET", f"/{code}/community/c/all/?after={number}-{number}", b"", ""
        yield "GET", f"/{code}/community/c/all/?after={zeros}{number}-1", b"", ""
        yield "GET", page.replace(f"/{thread.pk}/", f"/{zeros}{thread.pk}/"), b"", ""
        yield "GET", f"{page}?utm_{number}={number}", b"", ""
        yield "GET", f"/{code}/nothing-{number}/", b"", ""
        yield "GET", f"/{code}/search/?q={quote(f'word{number} κρύο{number}')}", b"", ""
        yield "POST", f"/{code}/help/nothing/vote/", _FILE, parts
        yield "GET", f"/api/suggest/?locale={code}&q=w{number}", b"", ""
