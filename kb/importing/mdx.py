"""What MDX adds to Markdown: lines of program are left out, components are their content."""

import re
from bisect import bisect_right

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from kb.blocks import KINDS
from kb.blocks.boxes import AsideKind

PROGRAM = "a line of program is left out"
_PROGRAM = re.compile(
    r"import\s+(?:[\w*{][^;\n]*\sfrom\s+)?(?P<quote>[\"'])[^\"'\n]+(?P=quote);?[ \t]*(?://.*)?$"
    r"|import\s+\{[^}\"']*$"
    r"|export\s+(?:(?:const|let|var)\s+[^=\n]+=|default\s+\S+[ \t]*$"
    r"|(?:default\s+)?(?:async\s+)?function\b[^\n]*\(|(?:default\s+)?class\b[^\n]*\{)",
    re.MULTILINE,
)
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z][\w-]*(?:\.\w+)*|(?=>))")
_ATTRIBUTE = re.compile(
    r"(?P<name>[A-Za-z_][\w:-]*)(?:\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|\{(?P<c>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}))?"
)
_QUOTED = re.compile(r"([\"'`])(?P<text>.*?)\1")
# No text is read again and again for what never ends.
_LONGEST = 2_000
_LONGEST_BOX = 10_000
_MOST_UNENDED = 500
# Components that are boxes; those of several systems.
_BOXES = {
    **{name: name.lower() for name in ("Note", "Tip", "Info", "Warning", "Caution", "Danger")},
    **dict.fromkeys(("Admonition", "Aside", "Callout", "Alert"), ""),
}
# Where a component says the heading of its content.
LABELS = ("label", "title", "header", "summary")


def add(markdown: MarkdownIt) -> None:
    """The rules for it."""
    markdown.block.ruler.before("fence", "program", _program)
    everywhere = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "component_box", _box, everywhere)
    markdown.inline.ruler.before("html_inline", "component", _component)
    markdown.inline.ruler.before("html_inline", "expression_comment", _comment)


def _line(state: StateBlock, number: int) -> str:
    return str(state.src)[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _program(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`import …` and `export …`, up to the next empty line outside of braces."""
    if state.level > 0 or state.sCount[start] > 0 or not _PROGRAM.match(_line(state, start)):
        return False
    stop, depth = start, 0
    while stop < end and not (state.isEmpty(stop) and depth <= 0):
        depth += sum((sign in "{([") - (sign in "})]") for sign in _line(state, stop))
        stop += 1
    if not silent:
        token = state.push("comment", "", 0)
        token.map = [start, stop]
        token.meta = {"said": PROGRAM}
        state.line = stop
    return True


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A component that is a box, on lines of its own."""
    line = _line(state, start).rstrip()
    match = _TAG.match(line)
    if not match or match["closes"] or match["name"] not in _BOXES or not line.endswith(">"):
        return False
    if line.endswith("/>") or _tag_end(line, 0) != len(line):
        return False
    stop = _closing_line(state, start, end, f"</{match['name']}>")
    if stop is None:
        return False
    if not silent:
        attributes = _attributes(line[match.end() : -1])
        name = _BOXES[match["name"]] or attributes.get("type", "note").lower()
        is_box = isinstance(KINDS.by_box.get(name), AsideKind)
        _push(state, start, stop, name if is_box else "note", attributes.get("title", ""))
    return True


def _closing_line(state: StateBlock, start: int, end: int, closing: str) -> int | None:
    """The line that a box ends with, if it is near enough."""
    begin = state.eMarks[start]
    if closing not in state.env:
        state.env[closing] = state.src.rfind(closing)
    if state.env[closing] < begin:
        return None
    place = state.src.find(closing, begin, min(begin + _LONGEST_BOX, state.eMarks[end - 1]))
    number = bisect_right(state.bMarks, place) - 1
    return number if place > 0 and _line(state, number).strip() == closing else None


def _push(state: StateBlock, start: int, stop: int, name: str, title: str) -> None:
    opening = state.push("container_open", "div", 1)
    opening.info, opening.map = name, [start, stop]
    opening.meta = {"closed": True, "title": title}
    parent, state.parentType = state.parentType, "container"
    line_max, state.lineMax = state.lineMax, stop
    state.md.block.tokenize(state, start + 1, stop)
    state.parentType, state.lineMax = parent, line_max
    state.push("container_close", "div", -1)
    state.line = stop + 1


def _component(state: StateInline, silent: bool) -> bool:
    """A tag that is no HTML: a component, or a tag with a program in its attributes."""
    match = _TAG.match(state.src, state.pos)
    if not match:
        return False
    end = _tag_end(state.src, state.pos) if state.env.get("unended", 0) < _MOST_UNENDED else 0
    state.env["unended"] = state.env.get("unended", 0) + (not end)
    markup = state.src[state.pos : end]
    if not end:
        return False
    is_component = match["name"][:1].isupper() and _is_used(state, match["name"], markup)
    if not (is_component or "={" in markup or not match["name"]):
        return False
    if not silent:
        attributes = _attributes(markup[match.end() - state.pos : -1])
        if is_component or not match["name"]:
            token = state.push("component", "", 0)
            token.content = markup
            token.info = match["name"]
            label = next((attributes[key] for key in LABELS if attributes.get(key)), "")
            token.meta = {"closes": bool(match["closes"]), "label": label}
        else:
            said = "".join(f' {key}="{value}"' for key, value in attributes.items())
            state.push("html_inline", "", 0).content = f"<{match['name']}{said}>"
    state.pos = end
    return True


def _is_used(state: StateInline, name: str, markup: str) -> bool:
    """Whether this is a component and not, say, `<Your-Name>`."""
    return (
        bool(state.env.get("mdx"))
        or markup.startswith("</")
        or markup.endswith("/>")
        or "=" in markup
        or state.html_terminator_last(f"</{name}>") >= 0
        or name in _BOXES
    )


def _comment(state: StateInline, silent: bool) -> bool:
    """`{/* words */}`."""
    if not state.src.startswith("{/*", state.pos):
        return False
    if state.html_terminator_last("*/}") < state.pos:
        return False
    end = state.src.find("*/}", state.pos)
    if not silent:
        state.push("html_inline", "", 0).content = f"<!--{state.src[state.pos + 3 : end]}-->"
    state.pos = end + 3
    return True


def _tag_end(text: str, start: int) -> int:
    """Where a tag ends whose attributes may hold programs; 0 if nowhere near."""
    depth, quote = 0, ""
    for place in range(start, min(len(text), start + _LONGEST)):
        sign = text[place]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and place > start and text[place - 1] in "={( [,:":
            quote = sign
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == ">" and depth <= 0:
            return place + 1
    return 0


def _attributes(written: str) -> dict[str, str]:
    """The attributes with their texts; of a program, the first text in it."""
    found = {}
    for match in _ATTRIBUTE.finditer(written):
        program = match["c"]
        quoted = _QUOTED.search(program) if program else None
        value = match["a"] or match["b"] or (quoted["text"] if quoted else "")
        found[match["name"].lower()] = value.replace('"', "&quot;")
    return found
