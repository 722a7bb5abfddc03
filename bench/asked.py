"""A site that is asked for pages one at a time, and tells what each took.

`python -m bench.asked` is its process: the settings are those that the environment names. A line
of its input is a request; a line of its output says what it took.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any
from urllib.parse import quote, unquote
from wsgiref.util import setup_testing_defaults

from bench.processes import REPOSITORY

_FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page, who asks for it, and the caches that are emptied before."""

    path: str
    cookie: str = ""
    emptied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """Seconds of processor, here and in the database's process, statements, bytes."""

    cpu: float
    statements: int
    size: int


class Site:
    """A site in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def told(self, asked: PageRequest) -> Sample:
        """What a page took; raises RuntimeError for anything but a page."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asdict(asked)) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or "{}")
        if answer.pop("status", "") != "200 OK":
            raise RuntimeError(f"{asked.path} is not answered")
        return Sample(**answer)


@contextmanager
def site(environment: Mapping[str, str]) -> Iterator[Site]:
    """A site with these settings, for as long as a `with` lasts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.asked"],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Site(process)
    finally:
        process.kill()
        process.wait()


def _answer(application: Any, environ: dict[str, Any]) -> tuple[str, int]:
    """As a web server does it, to the end: status and bytes."""
    said: list[str] = []
    parts = application(environ, lambda status, *_more: said.append(status))
    size = sum(map(len, parts))
    parts.close()
    return said[0], size


def _environ(asked: Mapping[str, Any]) -> dict[str, Any]:
    path, _mark, query = asked["path"].partition("?")
    environ: dict[str, Any] = {
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": quote(query, safe="=&%"),
        "HTTP_HOST": "testserver",
        "HTTP_USER_AGENT": _FIREFOX,
        "HTTP_X_FORWARDED_FOR": "192.0.2.7",
        "HTTP_X_FORWARDED_PROTO": "https",
    }
    if asked["cookie"]:
        environ["HTTP_COOKIE"] = asked["cookie"]
    setup_testing_defaults(environ)
    return environ


def _serve() -> None:
    from django.core.cache import caches
    from django.core.servers.basehttp import get_internal_wsgi_application

    from bench.costs import cost

    application = get_internal_wsgi_application()
    for line in sys.stdin:
        asked = json.loads(line)
        for name in asked["emptied"]:
            caches[name].clear()
        taken, (status, size) = cost(partial(_answer, application, _environ(asked)))
        told = {"cpu": taken.cpu, "statements": taken.statements, "size": size, "status": status}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
