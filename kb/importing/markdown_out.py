"""Document → Markdown, in the one form that reads back as the same document."""

import re
from collections.abc import Callable, Iterable

from kb.importing.document import (
    AppliesTo,
    Aside,
    Block,
    Body,
    Chunk,
    Code,
    CodeLines,
    Heading,
    Image,
    Item,
    ItemList,
    Keys,
    Node,
    Nodes,
    Paragraph,
    Quote,
    Steps,
    Text,
)
from kb.importing.headings import NAME
from kb.importing.markdown_inline import address, escape_text, inline

_RUN_OF_TICKS = re.compile(r"`{3,}")
_RUN_OF_COLONS = re.compile(r"^\s*(:{3,})", re.MULTILINE)


def write(body: Body, *, image: Callable[[Image], str] = lambda image: image.file) -> str:
    """A body's Markdown; `image` says under which name a picture is written."""
    return "\n\n".join(_block(block, image) for block in body) + "\n" if body else ""


def _block(block: Block, image: Callable[[Image], str]) -> str:
    match block:
        case Text(nodes):
            return _nodes(nodes)
        case Aside(name, nodes):
            return _box(name, _nodes(nodes))
        case Steps(steps):
            return _box("steps", _list(ItemList(True, tuple(_step(step) for step in steps))))
        case Code(text, language):
            return _fence(text, language)
        case Keys(text):
            return _box("keys", text)
        case AppliesTo():
            return _box("applies-to", _applies_to(block))
        case Image():
            return _image(block, image(block))


def _step(nodes: Nodes) -> Item:
    chunks = tuple(node for node in nodes if isinstance(node, Paragraph | CodeLines))
    return Item(chunks, tuple(node for node in nodes if isinstance(node, ItemList)))


def _applies_to(block: AppliesTo) -> str:
    values = {"product": block.product, "version": block.version, "market": block.market}
    return "\n".join(f"{key}: {_quoted(value)}" for key, value in values.items() if value)


def _quoted(value: str) -> str:
    return f'"{value}"' if value[0] == value[-1] and value[0] in "\"'" else value


def _box(name: str, content: str) -> str:
    longest = max((len(run) for run in _RUN_OF_COLONS.findall(content)), default=2)
    colons = ":" * max(3, longest + 1)
    return f"{colons}{name}\n{content}\n{colons}" if content else f"{colons}{name}\n{colons}"


def _image(image: Image, file: str) -> str:
    caption = image.caption.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    title = f' "{caption}"' if caption else ""
    return f"![{escape_text(image.alt)}]({address(file)}{title})"


def _fence(text: str, language: str = "") -> str:
    longest = max((len(run) for run in _RUN_OF_TICKS.findall(text)), default=2)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{text}\n{ticks}" if text else f"{ticks}{language}\n{ticks}"


def _nodes(nodes: Iterable[Node]) -> str:
    return "\n\n".join(_node(node) for node in nodes)


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
    return inline(chunk.runs) if isinstance(chunk, Paragraph) else _fence(chunk.text)


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
