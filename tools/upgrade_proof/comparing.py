"""Before and after: what is not the same, as text for people."""

import difflib
import json
from typing import Any

_MOST_LINES = 40


def differences(name: str, seen: Any, due: Any) -> str:
    """The lines that differ; empty when both say the same."""
    if seen == due:
        return ""
    lines = list(
        difflib.unified_diff(
            *(_lines(found) for found in (due, seen)), "before", "after", lineterm="", n=1
        )
    )
    shown = lines[:_MOST_LINES]
    if len(lines) > len(shown):
        shown.append(f"... and {len(lines) - len(shown)} more lines")
    return "\n".join([f"DIFFERENT: {name}", *(f"    {line}" for line in shown)])


def _lines(found: Any) -> list[str]:
    """One line for each entry, so that a difference is seen with its name."""
    if isinstance(found, dict):
        return [f"{key}: {_line(value)}" for key, value in sorted(found.items())]
    if isinstance(found, list):
        return [_line(value) for value in found]
    return [_line(found)]


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
