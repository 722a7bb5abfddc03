"""Links and pictures whose address a template makes: Hugo's, Jekyll's and Liquid's."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_LINK = re.compile(
    r"(?P<mark>!?)\[(?P<text>(?:[^\[\]\n\\]|\\.){0,500})\]\([ \t]*"
    r"(?P<target>(?=[^\n]{0,500}\{[{%])(?:\{\{[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\}|[^\s(){}])+)"
    r"(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*\)"
)
_NAMED = re.compile(
    r"\{\{[<%][ \t]*(?:rel)?ref[ \t]+(?:path=)?[\"'](?P<hugo>[^\"']+)[\"'][^{}]*[%>]\}\}"
    r"|\{%-?[ \t]*(?:link|post_url)[ \t]+(?P<jekyll>[^\s%]+)[ \t]*-?%\}"
    r"|\{\{-?[ \t]*[\"'](?P<liquid>[^\"']+)[\"'][ \t]*\|[ \t]*(?:relative|absolute)_url"
    r"[ \t]*-?\}\}"
)
# What stands for the site's own address.
_SITE = re.compile(r"\{\{-?[ \t]*(?:site\.(?:base)?url|site\.BaseURL|\.Site\.BaseURL)[^{}]*\}\}")


def add(markdown: MarkdownIt) -> None:
    """The rule for it."""
    markdown.inline.ruler.before("link", "template", _link)


def address(target: str) -> str:
    """The file or address that a template makes, "" if only the template knows."""

    def named(match: re.Match[str]) -> str:
        return match["hugo"] or match["liquid"] or f"/{match['jekyll'].lstrip('/')}"

    found = _NAMED.sub(named, _SITE.sub("", target))
    found = re.sub("^//+", "/", found)
    return "" if "{" in found else found


def _link(state: StateInline, silent: bool) -> bool:
    match = _LINK.match(state.src, state.pos) if state.src[state.pos] in "![" else None
    href = address(match["target"]) if match else ""
    if not match or not href:
        return False
    if not silent:
        words = state.md.parseInline(match["text"], {})[0].children or []
        if match["mark"]:
            token = state.push("image", "img", 0)
            token.attrs = {"src": href, "title": match["title"] or ""}
            token.children = words
        else:
            state.push("link_open", "a", 1).attrs = {"href": href}
            state.tokens += words
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True
