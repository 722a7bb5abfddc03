"""Boxes as rules for the Markdown parser, in the forms of several systems.

`:::name Title` … `:::` and `/// name | Title` … `///`, as with code fences: the closing line has
at least as many signs as the opening one, so that a block can hold lines of them. `!!! name
"Title"` holds the lines below it that are indented. Comments are left out here, too: one may hold
empty lines.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline

from kb.blocks import KINDS
from kb.importing import dialects, html_table

_OPENING = re.compile(
    r"(?P<fence>:{3,}|/{3,})[ \t]*\{?[ \t]*\.?(?P<name>[A-Za-z][\w-]*)(?P<title>[^\n]*)$"
)
_INDENTED = re.compile(
    r'(?:!!!|\?\?\?\+?)[ \t]+(?P<name>[A-Za-z][\w-]*)[^"\n]*(?:"(?P<title>[^"\n]*)")?[ \t]*$'
)
_TITLE = re.compile(r'^\[(?P<a>[^\]]*)\]|^.*\btitle="(?P<b>[^"]*)"|^[ \t|]*"?(?P<c>[^"}]*)"?\}?')
# Deeper than this nobody writes boxes; every level reads the lines below it again.
_DEEPEST = 8
# Where a paragraph's last comment ends, beside what the parser keeps by position.
_LAST_END = -1
_SPACED = re.compile(
    r"(?P<mark>!?)\[(?P<text>[^\[\]\n]{0,500})\]\("
    r"(?P<target>[^\s()<>\"]{1,200}(?: [^\s()<>\"]{1,200}){1,20}\.\w{1,10})\)"
)


def _line(state: StateBlock, number: int) -> str:
    return str(state.src)[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _closing(state: StateBlock, start: int, end: int, fence: str) -> int | None:
    for number in range(start, end):
        if not state.isEmpty(number) and state.sCount[number] < state.blkIndent:
            return None
        text = _line(state, number).rstrip()
        indent = state.sCount[number] - state.blkIndent
        if len(text) >= len(fence) and set(text) == {fence[0]} and indent < 4:
            return number
    return None


def _indented_end(state: StateBlock, start: int, end: int) -> int:
    """The first line that is not indented any more."""
    last = start
    for number in range(start, end):
        if not state.isEmpty(number):
            if state.sCount[number] < state.blkIndent + 4:
                break
            last = number + 1
    return last


def title(written: str) -> str:
    """A box's title, in the forms that systems write it."""
    match = _TITLE.match(written.strip())
    found = next((text for text in match.groups() if text), "") if match else ""
    return found.strip()


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level >= _DEEPEST or state.is_code_block(start):
        return False
    match = _OPENING.match(_line(state, start))
    if not match or (match["fence"][0] == "/" and match["name"].lower() not in KINDS.by_box):
        return False
    if silent:
        return True
    last = _closing(state, start + 1, end, match["fence"])
    stop = last if last is not None else end
    _push(state, start, stop, match, closed=last is not None)
    state.line = stop + 1 if last is not None else stop
    return True


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level >= _DEEPEST or state.is_code_block(start):
        return False
    match = _INDENTED.match(_line(state, start))
    if not match or match["name"].lower() not in KINDS.by_box:
        return False
    if silent:
        return True
    stop = _indented_end(state, start + 1, end)
    state.blkIndent += 4
    _push(state, start, stop, match, closed=True)
    state.blkIndent -= 4
    state.line = stop
    return True


def _push(state: StateBlock, start: int, stop: int, match: re.Match[str], *, closed: bool) -> None:
    opening = state.push("container_open", "div", 1)
    opening.block = True
    opening.info = match["name"].lower()
    opening.map = [start, stop]
    opening.meta = {"closed": closed, "title": title(match["title"] or "")}
    opening.content = state.getLines(start + 1, stop, state.blkIndent, False)
    parent, state.parentType = state.parentType, "container"
    line_max, state.lineMax = state.lineMax, stop
    state.md.block.tokenize(state, start + 1, stop)
    state.parentType, state.lineMax = parent, line_max
    state.push("container_close", "div", -1).block = True


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`<!--` at the start of a line, up to the line that ends it."""
    if state.is_code_block(start) or not _line(state, start).startswith("<!--"):
        return False
    begin = state.bMarks[start] + state.tShift[start] + 4
    if "last_comment_end" not in state.env:
        state.env["last_comment_end"] = state.src.rfind("-->")
    if state.env["last_comment_end"] < begin:
        return False
    close = state.src.find("-->", begin)
    if close < state.eMarks[start] and state.src[close + 3 : state.eMarks[start]].strip():
        return False
    last = start
    while last + 1 < end and state.eMarks[last] < close:
        last += 1
    if silent:
        return True
    token = state.push("comment", "", 0)
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, which remembers its rows that have more cells than it has columns."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if not silent:
        tokens = state.tokens[first:]
        width = sum(token.type == "th_open" for token in tokens)
        rows = range(start + 2, state.line)
        longer = [row - start for row in rows if _cells(_line(state, row)) > width]
        tokens[0].meta["longer"] = longer
    return True


def _cells(row: str) -> int:
    cells: list[str] = escapedSplit(row.strip())
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Where a link leads, written apart; no footnote is such a thing, nor code that holds "]:"."""
    label, _colon, _target = _line(state, start).partition("]:")
    if label.startswith("[^") or label.count("`") % 2:
        return False
    return bool(reference(state, start, end, silent))


def _spaced(state: StateInline, silent: bool) -> bool:
    """A link or picture whose file has spaces in its name."""
    if state.src[state.pos] not in "![":
        return False
    match = _SPACED.match(state.src, state.pos)
    if not match:
        return False
    if not silent and match["mark"]:
        token = state.push("image", "img", 0)
        token.attrs = {"src": match["target"]}
        token.children = state.md.parseInline(match["text"], state.env)[0].children
    elif not silent:
        state.push("link_open", "a", 1).attrs = {"href": match["target"]}
        state.push("text", "", 0).content = match["text"]
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _open_comment(state: StateInline, silent: bool) -> bool:
    """`<!--` that nothing ends: text, without looking for its end again and again."""
    if not state.src.startswith("<!--", state.pos):
        return False
    if _LAST_END not in state.cache:
        state.cache[_LAST_END] = state.src.rfind("-->")
    if state.cache[_LAST_END] > state.pos:
        return False
    if not silent:
        state.pending += "<!--"
    state.pos += 4
    return True


def _any_link(url: str) -> bool:
    # What is not allowed is reported with its line instead of being left as text.
    return True


def parser() -> MarkdownIt:
    """CommonMark with tables and our containers.

    A tag is a token in a paragraph wherever it stands, so that each is mapped or refused.
    """
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table").disable("html_block")
    everywhere = {"alt": ["paragraph", "reference", "blockquote", "list", "table"]}
    rules = (("container", _container), ("admonition", _admonition), ("comment", _comment))
    for name, rule in rules:
        markdown.block.ruler.before("fence", name, rule, everywhere)
    dialects.add(markdown)
    html_table.add(markdown)
    markdown.block.ruler.at("reference", _reference)
    markdown.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.before("link", "spaced", _spaced)
    markdown.inline.ruler.before("html_inline", "open_comment", _open_comment)
    markdown.validateLink = _any_link
    return markdown
