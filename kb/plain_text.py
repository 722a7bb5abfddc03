"""A body as plain text: what search reads. Needs nothing from the database."""

from typing import Any

from kb.blocks import KINDS


def headings(body: Any) -> tuple[str, ...]:
    """The headings in a StreamField's value."""
    return tuple(
        heading
        for row in body.raw_data
        for heading in KINDS.by_name[row["type"]].headings(row["value"])
    )


def plain_text(body: Any) -> str:
    """The text of a StreamField's value, a line for each paragraph; headings are left out."""
    return "\n".join(
        line for row in body.raw_data for line in KINDS.by_name[row["type"]].plain(row["value"])
    )
