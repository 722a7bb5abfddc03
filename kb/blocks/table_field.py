"""The grid that editors fill in: Wagtail's own, with names that its parts keep.

What kind of column it is says how its cells stand. Rows and columns have ids, which a translation
shares: they follow the words of their first cell, so a row that moves takes its translation along.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockAdapter,
    TypedTableBlockValidationError,
)
from wagtail.rich_text import RichText

from kb.blocks.composed import Composed, Parts
from kb.blocks.kind import Raw
from kb.prose import plain
from portal import cldr

MAX_COLUMNS = 20
# A form of more fields is not taken (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MAX_CELLS = 600
MAX_CHARACTERS = 100_000
_COLUMNS = ngettext_lazy(
    "A table has at most %(count)s column. Make two tables of it.",
    "A table has at most %(count)s columns. Make two tables of it.",
    MAX_COLUMNS,
)
_CELLS = ngettext_lazy(
    "A table has at most %(count)s cell. Make two tables of it.",
    "A table has at most %(count)s cells. Make two tables of it.",
    MAX_CELLS,
)
_CHARACTERS = ngettext_lazy(
    "A table has at most %(count)s character. Make two tables of it.",
    "A table has at most %(count)s characters. Make two tables of it.",
    MAX_CHARACTERS,
)
_FEATURES = ["bold", "italic", "code", "link"]
_LINE = blocks.CharBlock()
_CAPTION = "caption"


class TableBlock(Composed, TypedTableBlock):
    """Rows and columns of short texts."""

    start = blocks.RichTextBlock(features=_FEATURES, required=False, label=_("Text"))
    head = blocks.RichTextBlock(
        features=_FEATURES, required=False, label=_("Headings of the rows")
    )
    center = blocks.RichTextBlock(features=_FEATURES, required=False, label=_("Text, centred"))
    end = blocks.RichTextBlock(features=_FEATURES, required=False, label=_("Numbers"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "kb/blocks/table.html"

    def to_python(self, value: Any) -> TypedTable:
        table = super().to_python(value)
        if value:
            _take_ids(value["columns"], table.columns)
            _take_ids(value["rows"], table.row_data)
        return table

    def get_prep_value(self, table: TypedTable) -> Raw:
        raw: Raw = super().get_prep_value(table)
        _take_ids(table.columns, raw["columns"])
        _take_ids(table.row_data, raw["rows"])
        return with_ids(raw)

    def clean(self, table: TypedTable) -> TypedTable:
        if messages := list(_too_much(table)):
            raise TypedTableBlockValidationError(non_block_errors=messages)
        cleaned = super().clean(table)
        _take_ids(table.row_data, cleaned.row_data)
        return cleaned

    def get_context(self, value: TypedTable, parent_context: Any = None) -> dict[str, Any]:
        """With the headings, if there are any, and what the table is called."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        headings = [column["heading"] for column in value.columns if column["heading"]]
        return context | {
            "has_headings": bool(headings),
            "name": value.caption or ", ".join(headings) or self.label,
        }

    def translated(self, value: TypedTable) -> Parts:
        raw = self.get_prep_value(value)
        # The words may become another language's, and the ids must not follow them there.
        _take_ids(raw["columns"], value.columns)
        _take_ids(raw["rows"], value.row_data)
        parts: dict[str, tuple[blocks.Block, Any]] = {_CAPTION: (_LINE, value.caption)}
        for column in value.columns:
            parts[column["id"]] = (_LINE, column["heading"])
        for row in value.row_data:
            for column, cell in zip(value.columns, row["values"], strict=True):
                parts[f"{row['id']}_{column['id']}"] = (column["block"], cell)
        return {path: part for path, part in parts.items() if _says(part[1])}

    def put(self, value: TypedTable, path: str, part: Any) -> None:
        row, _underscore, column = path.rpartition("_")
        places = {one["id"]: place for place, one in enumerate(value.columns)}
        if path == _CAPTION:
            value.caption = part
        elif row:
            rows = {one["id"]: one["values"] for one in value.row_data}
            rows[row][places[column]] = part
        else:
            value.columns[places[column]]["heading"] = part


class TableBlockAdapter(TypedTableBlockAdapter):
    """Wagtail's script, with a style sheet of ours."""

    @cached_property
    def media(self) -> forms.Media:
        own = forms.Media(css={"all": [versioned_static("kb/table_field.css")]})
        media: forms.Media = super().media + own
        return media


register(TableBlockAdapter(), TableBlock)


def _says(part: Any) -> bool:
    return bool(part.source if isinstance(part, RichText) else part)


def _take_ids(old: Iterable[Raw], new: Iterable[Raw]) -> None:
    for before, after in zip(old, new, strict=True):
        if before.get("id"):
            after["id"] = before["id"]


def with_ids(raw: Raw) -> Raw:
    """A stored table in which each row and column has an id."""
    _name(raw["columns"], [column["heading"] for column in raw["columns"]])
    _name(raw["rows"], [_first_words(row["values"]) for row in raw["rows"]])
    return raw


def _name(parts: list[Raw], words: list[str]) -> None:
    taken = {part["id"] for part in parts if part.get("id")}
    for part, said in zip(parts, words, strict=True):
        if part.get("id"):
            continue
        name = stem = blake2b(said.encode(), digest_size=6).hexdigest()
        number = 1
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        part["id"] = name


def _first_words(cells: list[str]) -> str:
    """What a row is about: its first cell that says something."""
    return next((said for cell in cells if (said := " ".join(plain.lines(cell)))), "")


def _too_much(table: TypedTable) -> Iterable[str]:
    cells = [cell for row in table.row_data for cell in row["values"]]
    length = sum(len(cell.source) for cell in cells if cell)
    for count, bound, message in (
        (len(table.columns), MAX_COLUMNS, _COLUMNS),
        (len(cells), MAX_CELLS, _CELLS),
        (length, MAX_CHARACTERS, _CHARACTERS),
    ):
        if count > bound:
            yield message % {"count": cldr.number(bound)}
