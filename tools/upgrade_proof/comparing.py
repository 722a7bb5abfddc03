"""Before and after: what is not the same, as text for people."""

import difflib
import json
from collections.abc import Iterator
from typing import Any

_MOST_LINES = 60
_LONGEST_LINE = 300


def differences(name: str, seen: Any, due: Any) -> str:
    """The lines that differ, - due and + seen; empty when both say the same."""
    if seen == due:
        return ""
    compared = difflib.unified_diff(list(_lines(due)), list(_lines(seen)), lineterm="", n=0)
    # Without its head, and without the numbers of lines, which say nothing here.
    lines = [line for line in compared if not line.startswith(("---", "+++", "@@"))]
    shown = [line[:_LONGEST_LINE] for line in lines[:_MOST_LINES]]
    if len(lines) > len(shown):
        shown.append(f"... and {len(lines) - len(shown)} more lines")
    return "\n".join([f"DIFFERENT: {name}", *(f"    {line}" for line in shown)])


def _lines(found: Any, path: str = "") -> Iterator[str]:
    """One line for each value, with the way to it, so that a difference is seen with its name."""
    if isinstance(found, dict):
        for key, value in sorted(found.items()):
            yield from _lines(value, f"{path}{key} / ")
    elif isinstance(found, list) and path == "":
        yield from (_line(value) for value in found)
    else:
        yield f"{path.removesuffix(' / ')}: {_line(found)}" if path else _line(found)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
