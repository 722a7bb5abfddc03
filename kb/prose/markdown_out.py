"""Running text → Markdown, in the one form that reads back as the same text."""

import re
from collections.abc import Iterable

from kb.prose.headings import NAME
from kb.prose.markdown_inline import inline
from kb.prose.nodes import (
    Chunk,
    CodeLines,
    Heading,
    Item,
    ItemList,
    Node,
    Paragraph,
    Quote,
)

_RUN_OF_TICKS = re.compile(r"`{3,}")


def write(nodes: Iterable[Node]) -> str:
    """The Markdown of these nodes, without a line break at its end."""
    return "\n\n".join(_node(node) for node in nodes)


def fence(text: str, language: str = "") -> str:
    """Code, between more ticks than stand in it."""
    longest = max((len(run) for run in _RUN_OF_TICKS.findall(text)), default=2)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{text}\n{ticks}" if text else f"{ticks}{language}\n{ticks}"


def _node(node: Node) -> str:
    match node:
        case Paragraph() | CodeLines():
            return _chunk(node)
        case Heading(level, runs):
            return f"{'#' * level} {_heading(inline(runs))}"
        case Quote(chunks):
            return _indent(_chunks(chunks), "> ", "> ")
        case ItemList():
            return _list(node)
        case _:
            return "---"


def _heading(text: str) -> str:
    # Hashes at the end would be taken for the closing of the heading, if they are not escaped yet.
    before = text.removesuffix("#")
    if before != text and (len(before) - len(before.rstrip("\\"))) % 2 == 0:
        return f"{before}\\#"
    # So would a name of the heading.
    return NAME.sub(lambda match: match[0].replace("{", "\\{", 1), text)


def _chunk(chunk: Chunk) -> str:
    return inline(chunk.runs) if isinstance(chunk, Paragraph) else fence(chunk.text)


def _chunks(chunks: Iterable[Chunk]) -> str:
    return "\n\n".join(_chunk(chunk) for chunk in chunks)


def _list(items: ItemList) -> str:
    return "\n".join(
        _item(item, f"{number}." if items.ordered else "-")
        for number, item in enumerate(items.items, 1)
    )


def _item(item: Item, mark: str) -> str:
    parts = [_chunks(item.chunks)] if item.chunks else []
    gap = "\n\n" if len(item.chunks) > 1 or _ends_in_code(item) else "\n"
    parts += ["\n\n".join(_list(inner) for inner in item.lists)] if item.lists else []
    content = gap.join(parts)
    return _indent(content, f"{mark} ", " " * (len(mark) + 1)) if content else mark


def _ends_in_code(item: Item) -> bool:
    return bool(item.chunks) and isinstance(item.chunks[-1], CodeLines)


def _indent(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        [first + lines[0], *(rest + line if line else rest.rstrip() for line in lines[1:])]
    )
