"""Headings that name themselves: `## Rinse {#rinse}`."""

import re
from collections.abc import Iterable

from markdown_it.token import Token

from kb import anchors

NAME = re.compile(r"[ \t]*\{:?[ \t]*#(?P<name>[^\s{}]{1,200})[^{}\n]{0,200}\}[ \t]*$")


def take_names(tokens: Iterable[Token]) -> dict[str, str]:
    """Take the names out of the headings; returns the id that each has by its words."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    last: Token | None = None
    for token in tokens:
        if token.type == "inline" and last is not None and last.type == "heading_open":
            match = None if "\\{" in token.content else NAME.search(token.content)
            if match and token.children:
                ending = token.children[-1]
                ending.content = NAME.sub("", ending.content)
            words = "".join(child.content for child in token.children or [])
            if last.tag != "h1":
                name = anchors.free(anchors.slug(words), taken)
                if match:
                    found.setdefault(match["name"], name)
        last = token
    return found
