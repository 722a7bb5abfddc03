"""A body as plain text: what search reads. Needs nothing from the database.

What a snippet says in it is said only to who brings the bodies of its snippets, by their ids.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from kb.blocks import KINDS, snippet
from kb.blocks.kind import Raw

type Bodies = Mapping[str, Any]

_NONE: Bodies = MappingProxyType({})


def headings(body: Any, snippets: Bodies = _NONE) -> tuple[str, ...]:
    """The headings in a StreamField's value."""
    return tuple(
        heading
        for row in _rows(body, snippets)
        for heading in KINDS.by_name[row["type"]].headings(row["value"])
    )


def plain_text(body: Any, snippets: Bodies = _NONE) -> str:
    """The text of a StreamField's value, a line for each paragraph; headings are left out."""
    return "\n".join(
        line
        for row in _rows(body, snippets)
        for line in KINDS.by_name[row["type"]].plain(row["value"])
    )


def _rows(body: Any, snippets: Bodies) -> Iterator[Raw]:
    for row in body.raw_data:
        within = snippets.get(row["value"]) if row["type"] == snippet.NAME else None
        yield from [row] if within is None else within.raw_data
