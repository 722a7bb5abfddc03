"""A table: headings of columns and rows, and cells of short texts.

In Markdown it is GitHub's table. A first column that is all bold holds the headings of the rows;
a caption stands with its table in `:::table`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, NamedTuple

from wagtail import blocks

from kb.blocks import boxes
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader, Raw
from kb.blocks.table_field import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    TableBlock,
    with_ids,
)
from kb.blocks.text import Text
from kb.prose import html_in, html_out, plain
from kb.prose.flattening import flatten
from kb.prose.inline import normalise, one_line
from kb.prose.inline import plain as words_of
from kb.prose.markdown_inline import escape_text, inline
from kb.prose.nodes import Item, ItemList, Node, Nodes, Paragraph, Run, Runs
from kb.prose.tokens import Nested

type Align = Literal["start", "head", "center", "end"]
_ALIGNED: dict[str, Align] = {"center": "center", "right": "end", "end": "end"}
_RULES = {"start": "---", "head": "---", "center": ":-:", "end": "--:"}
_BREAKS = re.compile(r"\n{2,}")


class Column(NamedTuple):
    """How the cells of a column stand; `head` is a first column of headings."""

    heading: str
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Table(Block):
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: str = ""


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Iterable[Run]]], caption: str = ""
) -> Table:
    """A table in its one form; short rows are filled up with empty cells."""
    cells = [[_tidy(cell) for cell in row] for row in rows]
    cells = [row + [()] * (len(columns) - len(row)) for row in cells]
    named = [Column(one_line(column.heading), column.align) for column in columns]
    for place, column in enumerate(named):
        if column.align == "head":
            named[place] = column._replace(align="start")
            for row in cells:
                row[place] = normalise(run._replace(bold=True) for run in row[place])
    first = [run for row in cells for run in row[0]]
    if first and named[0].align == "start" and all(run.bold for run in first):
        named[0] = named[0]._replace(align="head")
        for row in cells:
            row[0] = normalise(run._replace(bold=False) for run in row[0])
    return Table(tuple(named), tuple(map(tuple, cells)), one_line(caption))


def _tidy(cell: Iterable[Run]) -> Runs:
    """A cell has lines, but no paragraphs."""
    tidy = normalise(
        run._replace(text=run.text.replace("\n", " ")) if run.code else run for run in cell
    )
    return normalise(run._replace(text=_BREAKS.sub("\n", run.text)) for run in tidy)


class TableKind(BlockKind[Table]):
    name = "table"
    place = 55
    node = Table
    stands_alone = True
    boxes = ("table",)
    tokens = ("table_open",)
    lost_in_text = "the table has become a list of its rows"

    def field(self) -> blocks.Block:
        return TableBlock()

    def store(self, node: Table, keep: Keep) -> Any:
        return with_ids(
            {
                "columns": [
                    {"type": column.align, "heading": column.heading} for column in node.columns
                ],
                "rows": [{"values": [_html(cell) for cell in row]} for row in node.rows],
                "caption": node.caption,
            }
        )

    def load(self, value: Any, describe: Describe) -> Table | None:
        columns = [Column(column["heading"], column["type"]) for column in value["columns"]]
        rows = [
            [cell(html_in.read(html or "", top=False)) for html in row["values"]]
            for row in value["rows"]
        ]
        return table(columns, rows, value.get("caption") or "") if columns else None

    def markdown(self, node: Table, name_of: FileName) -> str:
        bold = [column.align == "head" for column in node.columns]
        lines = [
            _line(escape_text(column.heading) for column in node.columns),
            _line(_RULES[column.align] for column in node.columns),
            *(_line(map(_written, row, bold)) for row in node.rows),
        ]
        written = "\n".join(lines)
        caption = inline((Run(node.caption),)) if node.caption else ""
        return boxes.write("table", f"{caption}\n\n{written}") if caption else written

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Block]:
        if nested.token.type == "container_open":
            return self._box(reader, nested)
        return self._table(reader, nested)

    def _box(self, reader: MarkdownReader, nested: Nested) -> list[Block]:
        line = reader.line(nested.token)
        *above, last = nested.children or [nested]
        fits = len(above) < 2 and all(one.token.type == "paragraph_open" for one in above)
        if last.token.type != "table_open" or not fits:
            reader.fault(line, "“:::table” holds a caption, if you like, and one table")
            return []
        words = reader.words(above[0], line) if above else []
        return self._table(reader, last, words_of(words) or nested.token.meta["title"])

    def _table(self, reader: MarkdownReader, nested: Nested, caption: str = "") -> list[Block]:
        rows = [row for part in nested.children for row in part.children]
        cells = [
            [reader.words(cell, reader.line(row.token)) for cell in row.children] for row in rows
        ]
        heads = cells.pop(0) if _is_head(rows) else [[] for _ in rows[0].children]
        line = reader.line(nested.token)
        for row in nested.token.meta.get("longer", ()):
            reader.note(line + row, "what stands beyond the last column of the table is left out")
        columns = list(zip(heads, map(_align, rows[0].children), strict=True))
        return [self.built(columns, cells, caption, partial(reader.note, line))]

    def built(
        self,
        columns: Sequence[tuple[Sequence[Run], str]],
        rows: Iterable[Sequence[Iterable[Run]]],
        caption: str,
        note: Callable[[str], None],
    ) -> Block:
        """The block of a table that was read; what it loses is said.

        A column is its heading and what its cells say of their alignment: "left", "center",
        "right" or "". A table that is too large is a list of its rows.
        """
        if any(run.link or run.code for heading, _align in columns for run in heading):
            note("the headings of a table are plain words")
        named = [
            Column(words_of(tuple(heading)), _ALIGNED.get(align, "start"))
            for heading, align in columns
        ]
        found = table(named, rows, caption)
        if _fits(found):
            return found
        note(_TOO_LARGE)
        return Text(tuple(self.running_text(found)))

    def running_text(self, node: Table) -> list[Node]:
        """A row as an item: its cells in lines, each below the name of its column."""
        items = (_row([column.heading for column in node.columns], row) for row in node.rows)
        kept = tuple(Item((Paragraph(runs),)) for runs in items if runs)
        caption = normalise((Run(node.caption, bold=True),))
        above: list[Node] = [Paragraph(caption)] if caption else []
        return [*above, ItemList(False, kept)] if kept else above

    def plain(self, value: Any) -> Iterable[str]:
        headings = (column["heading"] for column in value["columns"])
        cells = (line for row in value["rows"] for html in row["values"] for line in _lines(html))
        return [
            text for said in (value.get("caption"), *headings, *cells) if (text := _said(said))
        ]

    def parts(self, value: Any) -> list[Raw]:
        return [*with_ids(value)["columns"], *value["rows"]]


_TOO_LARGE = (
    f"a table has at most {MAX_COLUMNS} columns and {MAX_CELLS} cells; it has become a list of "
    "its rows, cut it into several"
)


def _fits(node: Table) -> bool:
    length = sum(len(run.text) for row in node.rows for cell in row for run in cell)
    cells = len(node.columns) * len(node.rows)
    return len(node.columns) <= MAX_COLUMNS and cells <= MAX_CELLS and length <= MAX_CHARACTERS


def _is_head(rows: list[Nested]) -> bool:
    return bool(rows and rows[0].children and rows[0].children[0].token.type == "th_open")


def _align(cell: Nested) -> str:
    return str(cell.token.attrGet("style") or "").removeprefix("text-align:")


def _row(names: list[str], cells: tuple[Runs, ...]) -> Runs:
    runs: list[Run] = []
    for name, cell in zip(names, cells, strict=True):
        if cell:
            runs += [Run("\n" if runs else ""), Run(name, bold=True), Run(": " if name else "")]
            runs += (run._replace(text=run.text.replace("\n", " ")) for run in cell)
    return normalise(runs)


def cell(nodes: Nodes) -> list[Run]:
    """The words of a cell; paragraphs and items become lines."""
    runs: list[Run] = []
    for chunk in flatten(nodes):
        runs.append(Run("\n" if runs else ""))
        runs += chunk.runs if isinstance(chunk, Paragraph) else [Run(chunk.text, code=True)]
    return runs


def _html(cell: Runs) -> str:
    return html_out.write([Paragraph(cell)]) if cell else ""


def _written(cell: Runs, bold: bool) -> str:
    runs = normalise(run._replace(bold=True) for run in cell) if bold else cell
    return inline(runs).replace("\\\n", "<br>") if runs else ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '\\|') for cell in cells)} |"


def _lines(html: str) -> Iterable[str]:
    return plain.lines(html or "")


def _said(text: str | None) -> str:
    return one_line(text or "")


KIND = TableKind()
