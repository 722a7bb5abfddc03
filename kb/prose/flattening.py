"""What a list item or a box cannot hold, in a form it can."""

from collections.abc import Callable, Iterable

from kb.prose.inline import normalise
from kb.prose.nodes import (
    Chunk,
    CodeLines,
    Heading,
    Item,
    ItemList,
    Node,
    Paragraph,
    Quote,
    Run,
)


def item_of(nodes: list[Node], note: Callable[[str], None] = lambda text: None) -> Item:
    """One list item; what follows a list inside it joins that list's last item."""
    chunks: list[Chunk] = []
    lists: list[ItemList] = []
    for node in nodes:
        if isinstance(node, ItemList):
            lists = _join(lists, node)
        elif not lists:
            chunks += flatten([node])
        else:
            note("the text after the inner list has moved into its last item")
            lists[-1] = _append(lists[-1], flatten([node]))
    return Item(tuple(chunks), tuple(lists))


def _join(lists: list[ItemList], new: ItemList) -> list[ItemList]:
    if lists and lists[-1].ordered == new.ordered:
        return [*lists[:-1], ItemList(new.ordered, lists[-1].items + new.items)]
    return [*lists, new]


def _append(items: ItemList, chunks: list[Chunk]) -> ItemList:
    last = items.items[-1]
    if last.lists:
        last = Item(last.chunks, (*last.lists[:-1], _append(last.lists[-1], chunks)))
    else:
        last = Item((*last.chunks, *chunks))
    return ItemList(items.ordered, (*items.items[:-1], last))


def flatten(nodes: Iterable[Node], *, start: int = 1) -> list[Chunk]:
    """Anything as plain paragraphs and code lines."""
    chunks: list[Chunk] = []
    for node in nodes:
        if isinstance(node, Paragraph | CodeLines):
            chunks.append(node)
        elif isinstance(node, Quote):
            chunks += node.chunks
        elif isinstance(node, ItemList):
            for number, item in enumerate(node.items, start):
                chunks += _flat_item(item, f"{number}. " if node.ordered else "• ")
        elif isinstance(node, Heading):
            chunks.append(Paragraph(normalise(run._replace(bold=True) for run in node.runs)))
        else:
            chunks.append(Paragraph((Run("* * *"),)))
    return chunks


def _flat_item(item: Item, mark: str) -> list[Chunk]:
    chunks: list[Chunk] = list(item.chunks)
    if chunks and isinstance(chunks[0], Paragraph):
        chunks[0] = Paragraph(normalise((Run(mark), *chunks[0].runs)))
    else:
        chunks.insert(0, Paragraph((Run(mark.strip()),)))
    return chunks + flatten(item.lists)
