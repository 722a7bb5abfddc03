"""A table of HTML within Markdown, as the tokens that the parser gives for one of its own.

What stands in its cells is handed on as Markdown, words escaped and tags as they are, so that one
reader judges both. A merged cell is said in each place that it covers.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kb.importing import grid
from kb.prose.markdown_inline import escape_text

_OPENING = re.compile(r"<table[\s>]", re.IGNORECASE)
_CLOSING = re.compile(r"</table\s*>[ \t]*$", re.IGNORECASE)
_FRAME = frozenset({"table", "thead", "tbody", "tfoot", "colgroup", "col", "tr"})


def add(markdown: MarkdownIt) -> None:
    """Teach a parser the rule."""
    everywhere = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "html_table", _html_table, everywhere)


@dataclass(slots=True)
class _Cell:
    line: int
    is_head: bool = False
    align: str = ""
    columns: int = 1
    rows: int = 1
    markup: list[str] = field(default_factory=list)

    @property
    def content(self) -> str:
        return " ".join("".join(self.markup).split())


class _Parser(HTMLParser):
    """Sorts the markup of a table into its cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_Cell]] = []
        self.caption = _Cell(1)
        self._in: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag == "caption":
            self._in = self.caption
        elif tag in ("td", "th"):
            self._in = _cell(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
            self.rows = self.rows or [[]]
            self.rows[-1].append(self._in)
        elif tag not in _FRAME and self._in:
            self._in.markup.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "caption"):
            self._in = None
        elif tag not in _FRAME and self._in:
            self._in.markup.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._in:
            self._in.markup.append(escape_text(data))


def _cell(tag: str, attributes: dict[str, str], line: int) -> _Cell:
    columns, rows = (grid.span(attributes, name) for name in ("colspan", "rowspan"))
    return _Cell(line, tag == "th", grid.align(attributes), columns, rows)


def _html_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`<table>` at the start of a line, up to the line that ends with `</table>`."""
    if state.is_code_block(start) or not _OPENING.match(_line(state, start)):
        return False
    last = _last_line(state, start, end)
    if last is None:
        return False
    parser = _Parser()
    parser.feed(state.getLines(start, last + 1, state.blkIndent, False))
    parser.close()
    rows = grid.lay_out(parser.rows, lambda last: _Cell(last.line))
    if grid.is_for_its_looks(rows):
        return False
    if not silent:
        _push(state, start, last + 1, parser.caption, rows)
        state.line = last + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return str(state.src)[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _last_line(state: StateBlock, start: int, end: int) -> int | None:
    """The line that ends the table; None if none does, or another table begins before."""
    for number in range(start, end):
        line = _line(state, number)
        if len(_OPENING.findall(line)) > (number == start):
            return None
        if _CLOSING.search(line):
            return number
    return None


def _push(
    state: StateBlock, start: int, stop: int, caption: _Cell, rows: list[list[_Cell]]
) -> None:
    if caption.content:
        box = _open(state, "container", start, stop)
        box.info, box.meta = "table", {"closed": True, "title": ""}
        _push_words(state, "paragraph", caption, start)
    _open(state, "table", start, stop)
    heads = 1 if all(cell.is_head for cell in rows[0]) else 0
    for part, name, some in (("thead", "th", rows[:heads]), ("tbody", "td", rows[heads:])):
        if some:
            _open(state, part, start, stop)
            for row in some:
                _push_row(state, name, row, start)
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
    if caption.content:
        state.push("container_close", "div", -1)


def _push_row(state: StateBlock, name: str, row: list[_Cell], start: int) -> None:
    line = start + row[0].line - 1
    _open(state, "tr", line, line + 1)
    for cell in row:
        _push_words(state, name, cell, line)
    state.push("tr_close", "tr", -1)


def _push_words(state: StateBlock, name: str, cell: _Cell, line: int) -> None:
    """A cell or paragraph; a heading of a row is bold, as in tables of Markdown."""
    opening = _open(state, name, line, line + 1)
    if cell.align:
        opening.attrs = {"style": f"text-align:{cell.align}"}
    words = state.push("inline", "", 0)
    words.content = f"<b>{cell.content}</b>" if cell.is_head and name == "td" else cell.content
    words.map, words.children = [line, line + 1], []
    state.push(f"{name}_close", name, -1)


def _open(state: StateBlock, name: str, start: int, stop: int) -> Token:
    token = state.push(f"{name}_open", name, 1)
    token.map = [start, stop]
    return token
