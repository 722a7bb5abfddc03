"""`[^1]` and `[^1]: words`: a small number in the text, and a numbered list at its end."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kb.importing.tags import RAISED

SAID = "the footnotes are a list at the end of the text"
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,80})\]:[ \t]*(?P<words>[^\n]*)")
_REFERENCE = re.compile(r"\[\^(?P<label>[^\]\s]{1,80})\](?!:)")
# A line that goes on with the words above it, though it is not indented.
_GOES_ON = re.compile(r"[^\W_]|[*_`(\"'«“]")


def add(markdown: MarkdownIt) -> None:
    """The rules for it."""
    everywhere = {"alt": ["paragraph", "reference", "blockquote", "list", "table"]}
    markdown.block.ruler.before("fence", "footnote", _note, everywhere)
    markdown.core.ruler.before("inline", "footnotes", _at_the_end)
    markdown.inline.ruler.before("link", "footnote", _reference)


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A note: its line, and those that are indented below it."""
    if state.is_code_block(start) or state.level > 0 or state.env.get("in_footnote"):
        return False
    match = _NOTE.match(state.src, state.bMarks[start] + state.tShift[start])
    if not match:
        return False
    if silent:
        return True
    stop = _stop(state, start + 1, end)
    lines = state.getLines(start + 1, stop, 4, False)
    inner: list[Token] = []
    state.env["in_footnote"] = True
    state.md.block.parse(f"{match['words']}\n{lines}", state.md, state.env, inner)
    state.env["in_footnote"] = False
    for token in inner:
        if token.map:
            token.map = [token.map[0] + start, token.map[1] + start]
    state.env.setdefault("footnotes", {}).setdefault(match["label"], inner)
    state.line = stop
    return True


def _stop(state: StateBlock, start: int, end: int) -> int:
    """The first line that does not belong to a note that begins above it."""
    stop = start
    for number in range(start, end):
        if state.isEmpty(number):
            continue
        text = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
        goes_on = number == stop and _GOES_ON.match(text)
        if state.sCount[number] < 4 and not goes_on:
            break
        stop = number + 1
    return stop


def _at_the_end(state: StateCore) -> None:
    """The notes in the order in which the text mentions them; those it never does are last."""
    notes: dict[str, list[Token]] = state.env.get("footnotes", {})
    if not notes:
        return
    mentioned = (
        label
        for token in state.tokens
        if token.type == "inline"
        for label in _REFERENCE.findall(token.content)
    )
    order = [label for label in dict.fromkeys((*mentioned, *notes)) if label in notes]
    state.env["numbers"] = {label: number for number, label in enumerate(order, 1)}
    opening = Token("ordered_list_open", "ol", 1, meta={"said": SAID}, block=True)
    opening.map = next((token.map for label in order for token in notes[label] if token.map), None)
    state.tokens += [Token("hr", "hr", 0, map=opening.map), opening]
    for label in order:
        state.tokens += [
            Token("list_item_open", "li", 1, block=True),
            *notes[label],
            Token("list_item_close", "li", -1, block=True),
        ]
    state.tokens.append(Token("ordered_list_close", "ol", -1, block=True))


def _reference(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos)
    number = state.env.get("numbers", {}).get(match["label"]) if match else None
    if not match or number is None:
        return False
    if not silent:
        state.push("text", "", 0).content = str(number).translate(RAISED)
    state.pos = match.end()
    return True
