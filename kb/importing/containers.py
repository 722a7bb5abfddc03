"""The `:::name` … `:::` blocks as a rule for the Markdown parser.

They stand at the top level only. As with code fences, the closing line has at least as many
colons as the opening one, so that a block can hold lines of colons.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_OPENING = re.compile(r"(:{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*$")


def _line(state: StateBlock, number: int) -> str:
    return str(state.src)[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _closing(state: StateBlock, start: int, end: int, colons: int) -> int | None:
    for number in range(start, end):
        text = _line(state, number).rstrip()
        if len(text) >= colons and set(text) == {":"} and state.sCount[number] < 4:
            return number
    return None


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level or state.is_code_block(start):
        return False
    match = _OPENING.match(_line(state, start))
    if not match:
        return False
    if silent:
        return True
    last = _closing(state, start + 1, end, len(match[1]))
    opening = state.push("container_open", "div", 1)
    opening.block = True
    opening.info = match[2].lower()
    opening.map = [start, last if last is not None else end]
    opening.meta = {"closed": last is not None}
    stop = last if last is not None else end
    opening.content = state.getLines(start + 1, stop, 0, False)
    parent, state.parentType = state.parentType, "container"
    line_max, state.lineMax = state.lineMax, stop
    state.md.block.tokenize(state, start + 1, stop)
    state.parentType, state.lineMax = parent, line_max
    state.push("container_close", "div", -1).block = True
    state.line = stop + 1 if last is not None else stop
    return True


def _any_link(url: str) -> bool:
    # What is not allowed is reported with its line instead of being left as text.
    return True


def parser() -> MarkdownIt:
    """CommonMark with our containers. Raw HTML becomes tokens, so that it can be refused."""
    markdown = MarkdownIt("commonmark", {"html": True})
    markdown.block.ruler.before(
        "fence",
        "container",
        _container,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    markdown.validateLink = _any_link
    return markdown
