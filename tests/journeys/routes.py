"""Every address that the portal has, with the view behind it, read off the URL patterns."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

# What a path or a regular expression asks for by name or by place, and what only a pattern has.
_GROUP = re.compile(r"<(?:\w+:)?(?P<name>\w+)>|\((?:\?P<(?P<in_regex>\w+)>)?[^()]*\)")
_STRAY = re.compile(r"[\^$\\]")


def _nothing(route: str, part: str) -> None:
    """No part of a path has a value of its own."""


@dataclass(frozen=True, slots=True)
class Route:
    """One pattern: its name with namespaces, what its path may hold, and its view."""

    name: str
    pattern: str
    view: Callable[..., Any]
    converters: dict[str, Any]

    def path(self, things: Callable[[str, str], str | None] = _nothing) -> str:
        """A path that the pattern matches.

        `things` tells for the route's name and the name of a part (empty if it has none) what
        stands there; where it has nothing, some value does, and what it names need not exist.
        """

        def value(group: re.Match[str]) -> str:
            name = group["name"] or group["in_regex"] or ""
            return things(self.name, name) or self._example(name)

        return _STRAY.sub("", _GROUP.sub(value, self.pattern)).replace(".*", "x")

    def _example(self, name: str) -> str:
        converter = self.converters.get(name)
        kind = type(converter).__name__
        return {"StringConverter": "x", "UUIDConverter": str(UUID(int=1))}.get(kind, "1")


def every_route() -> list[Route]:
    """All routes, in the language that is in force."""
    return list(_below(get_resolver(), "/", (), {}))


def _below(
    resolver: URLResolver, prefix: str, names: tuple[str, ...], converters: dict[str, Any]
) -> Iterator[Route]:
    for one in resolver.url_patterns:
        pattern = prefix + str(one.pattern)
        known = converters | getattr(one.pattern, "converters", {})
        if isinstance(one, URLPattern):
            yield Route(":".join((*names, one.name or "")), pattern, one.callback, known)
        else:
            inside = (*names, one.namespace) if one.namespace else names
            yield from _below(one, pattern, inside, known)
