"""Hostile requests to one route, drawn from a seed: all of them, or a few of each sort.

What is typed goes into each part of the path, each name of the query, each field of the route's
own form and each header; and there are bodies that are none.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import quote

from django.test import Client

from tests.journeys import hostile
from tests.journeys.addresses import COOKIES, HEADERS
from tests.journeys.hostile import bodies
from tests.journeys.routes import Route
from tests.routes.world import World

# What views of ours, of Wagtail and of allauth read of a query.
NAMES = (
    *("q", "page", "after", "locale", "kind", "page_size", "topic", "category", "title", "next"),
    *("p", "order", "ordering", "id", "fields", "limit", "offset", "search", "type", "child_of"),
    *("collection_id", "tag", "action", "created_at_0", "usage_count", "per_page", "export"),
    *("content_type", "html_path", "from", "until", "language", "format", "multiple", "parent"),
    *("allow_external_link", "page_type", "return_to", "result_id", "is_expanded", "mode"),
)
NUMBERS = [
    *("1" + "0" * 30, "-1", "01", "٣", "²", "1.5", "NaN", "1e400", "0x10", "+1", "1_000", "true"),
    *(
        "00000000-0000-0000-0000-000000000000",
        "not-a-uuid",
        "1,2," * 500,
        "2026-02-30",
        "0001-01-01",
    ),
    *(
        "9" * 5_000,
        "1:1vXyzW:zqzqzq",
        "eyJ6cSI6MX0:zq",
        "None",
        "[]",
        "__all__",
        "id__in",
        "*,-zq",
    ),
]
DEEP = [
    "[" * 3_000,
    '{"a":' * 900 + "1" + "}" * 900,
    '{"blocks":[{"text":"zq","type":"zq"}],"entityMap":{"0":{"type":"zq"}}}',
    "> " * 400 + "zq",
    "|a" * 400 + "\n" + "|-" * 400 + "\n" + "|\n" * 200,
    "*_`[" * 700 + "![" * 700,
    "&#x3c;" * 1_000,
    "(((((((((((((((((((((((((((((a+)+)+)+)+$",
]
VALUES = [*hostile.TEXTS, *NUMBERS, *DEEP, *hostile.SEARCHES]
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Attack:
    """A request as a server would hand it over; `sort` and `what` tell it to people."""

    sort: str
    what: str
    method: str
    address: str
    body: bytes = b""
    kind: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def sent_by(self, client: Client) -> Any:
        """The answer."""
        path, _, query = self.address.partition("?")
        environ: dict[str, Any] = dict(self.headers)
        if self.kind:
            environ |= {"data": self.body, "content_type": self.kind}
        return hostile.raw(client, path, query, REQUEST_METHOD=self.method, **environ)

    @property
    def weight(self) -> int:
        """How many bytes were sent."""
        return len(self.address) + len(self.body) + sum(map(len, self.headers.values()))


def attacks(
    route: Route, world: World, fields: Sequence[str], seed: str, few: int | None = None
) -> list[Attack]:
    """All that is tried on a route whose form has these fields; or a few, of different sorts."""
    dice = random.Random(f"{seed} {route.pattern}")
    sorts = [list(sort(route, world, fields)) for sort in _SORTS]
    if few is None:
        return [attack for sort in sorts for attack in sort]
    drawn = [dice.choice(sort) for sort in sorts if sort]
    return dice.sample(drawn, min(few, len(drawn)))


def _paths(route: Route, world: World, fields: Sequence[str]) -> Iterator[Attack]:
    names: list[str] = []
    route.path(lambda _route, part: names.append(part))
    for turn, name in enumerate(names):
        for value in hostile.RAW:
            address = route.path(_with(world, turn, value))
            for method in ("GET", "POST"):
                yield Attack("path", f"{name}={value:.40}", method, address)


def _with(world: World, turn: int, value: str) -> Callable[[str, str], str | None]:
    """The parts of a path as they are, but this one."""
    places = count()
    return lambda route, part: value if next(places) == turn else world.part(route, part)


def _queries(route: Route, world: World, fields: Sequence[str]) -> Iterator[Attack]:
    """Each value once under each name, the other names having others."""
    address = route.path(world.part)
    encoded = [quote(value, safe="", errors="surrogatepass") for value in VALUES]
    encoded += ["%FF%FE", "%ED%A0%80", "%zz", "\xff\xfe"]
    for turn in range(len(encoded)):
        values = [*encoded[turn:], *encoded[:turn]]
        query = "&".join(f"{name}={value}" for name, value in zip(NAMES, values, strict=False))
        yield Attack("query", f"turn {turn}", "GET", f"{address}?{query}")
    for name in NAMES:
        yield Attack("query", f"{name} twice", "GET", f"{address}?{name}=1&{name}=zq&{name}[]=1")
        yield Attack("query", f"{name} is long", "GET", f"{address}?{name}={'zq' * 4_000}")
    yield Attack(
        "query", "3,000 names", "GET", address + "?" + "&".join(f"n{n}" for n in range(3_000))
    )


def _forms(route: Route, world: World, fields: Sequence[str]) -> Iterator[Attack]:
    address = route.path(world.part)
    encoded = [quote(value, safe="", errors="surrogatepass") for value in VALUES]
    for turn in range(len(encoded)):
        values = [*encoded[turn:], *encoded[:turn]] * (len(fields) // len(encoded) + 1)
        body = "&".join(f"{name}={value}" for name, value in zip(fields, values, strict=False))
        yield Attack("form", f"turn {turn}", "POST", address, body.encode(), _FORM)
    for name in fields:
        body = f"{name}={quote(hostile.LONG[0])}"
        yield Attack("form", f"{name} is long", "POST", address, body.encode(), _FORM)


def _bodies(route: Route, world: World, fields: Sequence[str]) -> Iterator[Attack]:
    address = route.path(world.part)
    for what, (body, kind) in bodies([*fields[:40], "zq"]).items():
        data = body.encode() if isinstance(body, str) else body
        yield Attack("body", what, "POST", address, data, kind)


def _headers(route: Route, world: World, fields: Sequence[str]) -> Iterator[Attack]:
    address = route.path(world.part)
    for header in [*HEADERS, *COOKIES]:
        name, _, before = header.partition(": ")
        for value in [*hostile.HEADER_VALUES, "zq;" * 3_000]:
            for method in ("GET", "POST"):
                headers = {name: before + value}
                what = f"{name}: {value:.30}"
                yield Attack("header", what, method, address, headers=headers)


_SORTS = (_paths, _queries, _forms, _bodies, _headers)
