"""The beginning of a post as a mail quotes it: as plain text, and the same as HTML.

Nothing in it leads anywhere: a link is its words, and its address in brackets where that differs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from portal.text.cleaning import clean_text
from portal.text.markdown import html_of, parsed, parser
from portal.text.plain import lines_of
from portal.text.sanitiser import escape_text
from portal.text.weighing import TooLarge, bound

SHOWN = 1_500
"""So many characters of a post stand in a mail; the page has the rest."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted of a post: the same words twice."""

    plain: str
    html: SafeString


def quotation(source: str) -> Quotation:
    """A post's first paragraphs; what grows out of bounds is quoted as it was typed."""
    text = clean_text(source)
    try:
        kept = _beginning(text)
        tokens = parsed(kept, _MARKDOWN)
        html = html_of(tokens, most=bound(kept), policy="mail")
    except TooLarge:
        kept = Truncator(text).chars(SHOWN)
        return Quotation(kept, escape_text(kept))
    return Quotation("\n".join(lines_of(tokens)), html)


def quoted(text: str) -> str:
    """Somebody's words within a mail, so that no line of theirs looks like ours."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _beginning(text: str) -> str:
    """As many whole blocks as fit; of a first one that does not, its beginning."""
    if len(text) <= SHOWN:
        return text
    lines, kept = text.split("\n"), ""
    for token in parsed(text, _MARKDOWN):
        if token.level or not token.map:
            continue
        until = "\n".join(lines[: token.map[1]])
        if len(until) > SHOWN:
            break
        kept = until
    return f"{kept.rstrip()}\n\n…" if kept else Truncator(text).chars(SHOWN)


def _spell_out_links(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline":
            block.children = list(_spelled_out(block.children or []))


def _spelled_out(tokens: list[Token]) -> Iterator[Token]:
    address, words = "", ""
    for token in tokens:
        if token.type == "link_open":
            address, words = str(token.attrs["href"]), ""
        elif token.type != "link_close":
            words += token.content
            yield token
        elif address not in (words, f"mailto:{words}"):
            yield Token("text", "", 0, content=f" ({address})" if words else address)


def _parser() -> MarkdownIt:
    md = parser()
    md.core.ruler.push("spell_out_links", _spell_out_links)
    return md


_MARKDOWN = _parser()
