"""Where a translation that does not fit parts from its source, in words."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from kb.blocks.kind import Raw

_PIECE = re.compile(r"<(p|h[2-4]|li|ul|ol|blockquote|hr|br|a)\b")


def place(source: Sequence[Raw], translation: Sequence[Raw]) -> str:
    """The first block that another one stands for, or that is built in another way."""
    for number, (ours, theirs) in enumerate(zip_longest(source, translation), 1):
        if ours is None or theirs is None:
            counts = f"{len(translation)} blocks, its source {len(source)}"
            return f"it has {counts}; they part at block {number}"
        if ours["type"] != theirs["type"]:
            return f"block {number} is {_name(theirs)}, in its source {_name(ours)}"
        if _pieces(ours["value"]) != _pieces(theirs["value"]):
            return f"block {number} ({_name(theirs)}) has other paragraphs, lists or links"
    return "its sentences have other links"


def _name(raw: Raw) -> str:
    return str(raw["type"]).replace("_", "-")


def _pieces(value: Any) -> list[Any]:
    """How a value is built, without its words."""
    if isinstance(value, dict):
        return [_pieces(part) for part in value.values()]
    if isinstance(value, list):
        return [_pieces(part) for part in value]
    return list(_PIECE.findall(str(value)))
