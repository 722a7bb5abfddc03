"""Markdown from readers: CommonMark without HTML and images, rendered and then sanitised.

A post's HTML has a bound, and so has the work of making it: `portal.text.weighing` holds both.
"""

import re
from collections.abc import Iterator
from typing import Literal

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from portal.text.cleaning import clean_text
from portal.text.sanitiser import escape_text, sanitise_html
from portal.text.weighing import TooLarge, Weighed, bound, weigh

# Longer than any post may be. What is longer is shown as it was typed, since some patterns
# (brackets above all) cost more than their length.
LONGEST = 20_000
_HEADING_SHIFT = 2
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`\\^{|}]{1,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?*_~'\"؟،؛·»”’"


def render_markdown(source: str) -> SafeString:
    """The post as HTML that may stand on any page of ours, of at most `bound(source)` bytes.

    What would be larger is shown as it was typed.
    """
    text = clean_text(source)
    try:
        return _rendered(text)
    except TooLarge:
        return escape_text(text)


def is_within_bound(source: str) -> bool:
    """Whether the post can be rendered; what cannot would be shown as typed."""
    try:
        _rendered(clean_text(source))
    except TooLarge:
        return False
    return True


def _rendered(text: str) -> SafeString:
    """The text as HTML; raises TooLarge, before it costs much, for what grows out of bounds."""
    return html_of(parsed(text, _MARKDOWN), most=bound(text), policy="post")


def parsed(text: str, parser: MarkdownIt) -> list[Token]:
    """What a cleaned text is made of; raises TooLarge for what grows out of bounds."""
    if len(text) > LONGEST:
        raise TooLarge
    most = bound(text)
    tokens: list[Token] = parser.parse(text, {"most": most})
    weigh(tokens, most)
    return tokens


def html_of(tokens: list[Token], *, most: int, policy: Literal["post", "mail"]) -> SafeString:
    """The HTML of what `parsed` found, of at most so many bytes; raises TooLarge."""
    html = sanitise_html(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}), policy=policy)
    if len(html.encode()) > most:
        raise TooLarge
    return html


def _weigh_blocks(state: StateCore) -> None:
    """Have the parser stop as soon as it has made more pieces than the bound has bytes."""
    state.tokens = Weighed(state.env["most"])


def _shift_headings(state: StateCore) -> None:
    """A post stands below the page's own headings."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + _HEADING_SHIFT)}"


def _link_addresses(state: StateCore) -> None:
    """Make links of bare http(s) addresses, outside of links and code."""
    for block in state.tokens:
        if block.type == "inline" and "://" in block.content:
            block.children = list(_with_links(state.md, block.children or []))


def _with_links(md: MarkdownIt, tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if depth or token.type != "text" or "://" not in token.content:
            yield token
        else:
            yield from _pieces(md, token)


def _pieces(md: MarkdownIt, token: Token) -> Iterator[Token]:
    text, done = token.content, 0
    for match in _ADDRESS.finditer(text):
        address = _without_trailing(match[0])
        href = md.normalizeLink(address)
        if not md.validateLink(href):
            continue
        yield _text(token, text[done : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": href}, level=token.level)
        yield _text(token, address, deeper=1)
        yield Token("link_close", "a", -1, level=token.level)
        done = match.start() + len(address)
    yield _text(token, text[done:])


def _text(token: Token, content: str, deeper: int = 0) -> Token:
    return Token("text", "", 0, content=content, level=token.level + deeper)


def _without_trailing(address: str) -> str:
    """Without the punctuation of the sentence around it, and brackets that were opened there."""
    while address:
        last = address[-1]
        unopened = last in ")]" and address.count(last) > address.count({")": "(", "]": "["}[last])
        if last not in _TRAILING and not unopened:
            break
        address = address[:-1]
    return address


def parser() -> MarkdownIt:
    """One that reads what posts may hold, and stops where they would grow out of bounds."""
    md = MarkdownIt("commonmark", {"html": False, "linkify": False})
    md.enable(["strikethrough", "table"]).disable(["image"])
    md.core.ruler.before("block", "weigh_blocks", _weigh_blocks)
    md.core.ruler.push("shift_headings", _shift_headings)
    return md


_MARKDOWN = parser()
_MARKDOWN.core.ruler.push("link_addresses", _link_addresses)
