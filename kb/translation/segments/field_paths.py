"""Where on a page of its kind a segment stands: its path with kinds of blocks for their ids.

As wagtail-localize has it, which looks through the whole body for each segment.
"""

from collections.abc import Callable, Iterator
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from kb.blocks.composed import TakenWhole

type Names = tuple[str, ...]


def of(page: Page) -> Callable[[str], str]:
    """What gives the field path of each path on this page."""
    known: dict[Names, Names] = {}
    for field in page._meta.concrete_fields:
        start = (field.name,)
        if isinstance(field, StreamField):
            value = field.value_from_object(page)
            known.update(_leaves(field.stream_block, value, start, start))
        else:
            known[start] = start

    def field_path(path: str) -> str:
        names = tuple(path.split("."))
        # What follows stands within a text, as the address of a link does.
        for end in range(1, len(names) + 1):
            if found := known.get(names[:end]):
                return ".".join(found)
        raise LookupError(path)

    return field_path


def _leaves(block: Block, value: Any, path: Names, kinds: Names) -> Iterator[tuple[Names, Names]]:
    if not _is_made_of_blocks(block):
        yield path, kinds
        return
    for name, kind, child, inner in _children(block, value):
        yield from _leaves(child, inner, (*path, name), (*kinds, kind))


def _is_made_of_blocks(block: Block) -> bool:
    made = StreamBlock | ListBlock | StructBlock
    return isinstance(block, made) and not isinstance(block, TakenWhole)


def _children(block: Block, value: Any) -> Iterator[tuple[str, str, Block, Any]]:
    if isinstance(block, ImageBlock):
        # Its value is the picture: only the names of its parts are known.
        for name, child in block.child_blocks.items():
            yield name, name, child, None
    elif isinstance(block, StreamBlock):
        for one in value:
            yield str(one.id), one.block_type, one.block, one.value
    elif isinstance(block, ListBlock):
        for one in value.bound_blocks:
            yield str(one.id), "item", one.block, one.value
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield name, name, child, value.get(name)
