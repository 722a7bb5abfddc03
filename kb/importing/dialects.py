"""What single systems add to Markdown, as rules for its parser: small ones here, others beside."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kb.importing import autolinks, footnotes, mdx, templates

_TAB = re.compile(r'===[!+]{0,2}[ \t]+"(?P<title>[^"\n]+)"[ \t]*$')
_TASK = re.compile(r"\[(?P<mark>[ xX])\][ \t]+")
_DEEPEST = 8


def add(markdown: MarkdownIt) -> None:
    """All of them."""
    everywhere = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "tab", _tab, everywhere)
    markdown.core.ruler.before("text_join", "tasks", _tasks)
    for rules in (footnotes, mdx, templates, autolinks):
        rules.add(markdown)


def _tab(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`=== "Title"` and the lines indented below it (MkDocs): the title in bold, then those."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = None if state.is_code_block(start) or state.level >= _DEEPEST else _TAB.match(line)
    if not match:
        return False
    if silent:
        return True
    _push_title(state, start, match["title"])
    stop = next(
        (
            number
            for number in range(start + 1, end)
            if not state.isEmpty(number) and state.sCount[number] < state.blkIndent + 4
        ),
        end,
    )
    line_max, state.lineMax = state.lineMax, stop
    state.blkIndent += 4
    state.level += 1
    state.md.block.tokenize(state, start + 1, stop)
    state.level -= 1
    state.blkIndent -= 4
    state.lineMax = line_max
    state.line = stop
    return True


def _push_title(state: StateBlock, line: int, title: str) -> None:
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = f"**{title.strip()}**"
    inline.map, inline.children = [line, line + 1], []
    state.push("paragraph_close", "p", -1)


def _tasks(state: StateCore) -> None:
    """`- [ ] words`: a box, ticked or not."""
    before: list[Token] = [Token("", "", 0)] * 2
    for token in state.tokens:
        first = token.children[0] if token.type == "inline" and token.children else None
        if first is not None and before[0].type == "list_item_open" and first.type == "text":
            first.content = (
                _TASK.sub(_ticked, first.content, count=1)
                if _TASK.match(first.content)
                else first.content
            )
        before = [before[1], token]


def _ticked(match: re.Match[str]) -> str:
    return "☐ " if match["mark"] == " " else "☑ "
