"""What a body needs from the database, fetched before it is rendered: three queries at most."""

from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from kb import anchors, links
from kb.anchors import Heading
from kb.blocks import KINDS


def prepare(page: Page) -> dict[int, str]:
    """Load the body's images with their renditions; return the families of linked pages."""
    images = [
        image
        for block in page.body
        for image in KINDS.by_name[block.block_type].pictures(block.value)
    ]
    if images:
        prefetch_related_objects(images, "renditions")
    numbers = {
        number for text in _texts(list(page.body.raw_data)) for number in links.page_links(text)
    }
    return links.slugs_of_pages(numbers)


def headings(page: Page) -> list[Heading]:
    """The headings of a text in their order, with the ids that they are shown with."""
    taken: set[str] = set()
    return [
        heading
        for block in page.body
        if block.block_type == "text"
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
