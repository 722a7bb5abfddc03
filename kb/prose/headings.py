"""Headings that name themselves: `## Rinse {#rinse}`, `<a name="rinse">`."""

import re
from collections.abc import Iterable

from markdown_it.token import Token

from kb import anchors

NAME = re.compile(r"[ \t]*\{:?[ \t]*#(?P<name>[^\s{}]{1,200})[^{}\n]{0,200}\}[ \t]*$")
# Docusaurus says the same in a comment.
_IN_COMMENT = re.compile(r"[ \t]*\{/\*[ \t]*#(?P<name>[^\s{}*]{1,200})[ \t]*\*/\}[ \t]*$")
_MARK = re.compile(r"<a\s[^>]{0,200}?\b(?:name|id)\s*=\s*[\"']?(?P<name>[^\s\"'>]{1,200})")


def take_names(tokens: Iterable[Token]) -> dict[str, str]:
    """Take the names out of the headings; returns the ids that they have by their words.

    Each stands there by itself and by every name that leads to it: its own, and marks before it.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    waiting: list[str] = []
    last: Token | None = None
    for token in tokens:
        if token.type == "inline":
            waiting += _MARK.findall(token.content)
        if token.type == "inline" and last is not None and last.type == "heading_open":
            waiting += _own_names(token)
            words = "".join(
                child.content for child in token.children or [] if child.type != "html_inline"
            )
            if last.tag != "h1":
                name = anchors.free(anchors.slug(words), taken)
                for own in (name, *waiting):
                    found.setdefault(own, name)
                waiting.clear()
        last = token
    return found


def _own_names(token: Token) -> list[str]:
    """The names that a heading says in its own line, which are taken out of it."""
    match = None if "\\{" in token.content else NAME.search(token.content)
    if match and token.children:
        ending = token.children[-1]
        ending.content = NAME.sub("", ending.content)
    elif match := _IN_COMMENT.search(token.content):
        children = token.children or []
        while children and children.pop().type != "html_inline":
            pass
    return [match["name"]] if match else list(token.meta.get("names", ()))
