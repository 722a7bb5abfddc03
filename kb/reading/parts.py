"""A text in parts: what holds everywhere, and what holds in some markets only.

An "applies to" block with a market holds for what stands after it in its section: up to the next
heading that is no deeper than the one it stands below, or up to the next such block. One that
stands below no heading holds for the rest of the text. Several in a row hold together.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wagtail.blocks import BoundBlock, StreamValue
from wagtail.rich_text import RichText

from portal import markets

# Headings of a rich text are never inside of another element.
_HEADING = re.compile(r"(?=<h([1-6])[\s>])")


@dataclass(slots=True)
class MarketPart:
    """Blocks that hold in the same markets (none: in all of them), for a reader of `market`.

    `below` is the level of the heading that it stands below, 0 for none.
    """

    market: str
    below: int = 0
    meant_for: list[str] = field(default_factory=list)
    blocks: list[BoundBlock] = field(default_factory=list)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is for other markets than the reader's."""
        return markets.is_elsewhere(self.meant_for, self.market)

    @property
    def is_begun(self) -> bool:
        """Whether it holds more than what it applies to."""
        return any(block.block.name != "applies_to" for block in self.blocks)


def of(body: StreamValue, market: str) -> list[MarketPart]:
    """The parts of a body for a reader of a market ("" for no choice), in their order."""
    if not any(map(_market, body)):
        return [MarketPart(market, blocks=list(body))]
    found, level = [MarketPart(market)], 0
    for block in body:
        if code := _market(block):
            if found[-1].is_begun or not found[-1].meant_for:
                found.append(MarketPart(market, below=level))
            found[-1].meant_for.append(code)
        for heading, piece in _pieces(block):
            level = heading or level
            if heading and found[-1].meant_for and heading <= found[-1].below:
                found.append(MarketPart(market))
            found[-1].blocks.append(piece)
    return [part for part in found if part.blocks]


def differ(parts: Iterable[MarketPart]) -> bool:
    """Whether the text is another one by market."""
    return any(part.meant_for for part in parts)


def _market(block: BoundBlock) -> str:
    return (block.value["market"] or "") if block.block.name == "applies_to" else ""


def _pieces(block: BoundBlock) -> Iterator[tuple[int, BoundBlock]]:
    """A rich text by its headings, with their levels; any other block as it is, with 0."""
    if block.block.name != "text":
        yield 0, block
        return
    # What stands before the first heading, then pairs of a level and what begins with it.
    before, *rest = _HEADING.split(block.value.source)
    for level, text in zip((0, *map(int, rest[::2])), (before, *rest[1::2]), strict=True):
        if text.strip():
            yield level, block.block.bind(RichText(text))
