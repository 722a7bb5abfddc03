"""What a body needs from the database, fetched before it is rendered: three queries at most.

The bodies of a page are its own and those of the snippets in it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import BoundBlock, StreamValue

from kb import anchors, links
from kb.anchors import Heading
from kb.blocks import KINDS


def prepare(*bodies: StreamValue) -> dict[int, str]:
    """Load the bodies' images with their renditions; return the families of linked pages."""
    images = [
        image
        for body in bodies
        for block in body
        for image in KINDS.by_name[block.block_type].pictures(block.value)
    ]
    if images:
        prefetch_related_objects(images, "renditions")
    numbers = {
        number
        for body in bodies
        for text in _texts(list(body.raw_data))
        for number in links.page_links(text)
    }
    return links.slugs_of_pages(numbers)


def headings(blocks: Iterable[BoundBlock]) -> list[Heading]:
    """The headings of these blocks in their order, with the ids that they are shown with."""
    taken: set[str] = set()
    return [
        heading
        for block in blocks
        if block.block.name == "text"
        for heading in anchors.headings(block.value.source, taken)
    ]


def _texts(raw: Any) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from _texts(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _texts(value)
