"""Bare addresses in the text are links, as GitHub, Hugo and Docusaurus read them."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ADDRESS = re.compile(
    r"(?<![\w/@.-])(?:"
    r"(?P<url>https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s<>\"“”«»]*)?)"
    r"|(?P<www>www\.[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<>\"“”«»]*)?)"
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+))",
    re.IGNORECASE,
)
_LAST_SIGNS = "?!.,:;*_~'’»،؛؟"
_CLOSING = {")": "(", "]": "["}


def add(markdown: MarkdownIt) -> None:
    """The rule for it, before an escaped sign is as good as any other."""
    markdown.core.ruler.before("text_join", "autolinks", _find)


def _find(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and _ADDRESS.search(token.content):
            token.children = list(_linked(token.children or []))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    """The tokens with links for the addresses in those that are plain text outside of links."""
    inside = 0
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            inside += token.nesting
        elif token.type == "html_inline" and re.match(r"</?a\b", token.content, re.IGNORECASE):
            inside += -1 if token.content.startswith("</") else 1
        if token.type == "text" and inside <= 0:
            yield from _split(token.content)
        else:
            yield token


def _split(text: str) -> Iterator[Token]:
    done = 0
    for match in _ADDRESS.finditer(text):
        address = _without_last_signs(match[0])
        scheme = "mailto:" if match["mail"] else "https://" if match["www"] else ""
        yield Token("text", "", 0, content=text[done : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": scheme + address})
        yield Token("text", "", 0, content=address)
        yield Token("link_close", "a", -1)
        done = match.start() + len(address)
    yield Token("text", "", 0, content=text[done:])


def _without_last_signs(address: str) -> str:
    """An address without the signs of the sentence around it."""
    while address:
        last = address[-1]
        is_over = last in _CLOSING and address.count(last) > address.count(_CLOSING[last])
        if last not in _LAST_SIGNS and not is_over:
            break
        address = address[:-1]
    return address
