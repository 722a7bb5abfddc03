"""Text in a file that a spreadsheet opens."""

from typing import Any

UTF8_MARK = "\ufeff"
"""Spreadsheets take a file for UTF-8 only with this at its beginning."""
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    # A number may be below none.
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) and not is_number else text


def unguarded(cell: str) -> str:
    """The text of a cell that was guarded."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_BEGINS_A_FORMULA) else cell
