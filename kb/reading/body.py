"""What a body needs from the database, fetched before it is rendered: four queries at most.

The bodies of a page are its own and those of the snippets in it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.blocks import BoundBlock, StreamValue

from kb import anchors, links
from kb.anchors import Heading
from kb.blocks import KINDS
from kb.models import HelpPage


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


def foreign_pictures(page: HelpPage) -> dict[int, str]:
    """The pictures with words of another language than the text's, by number, with that language:
    a translation shows them as its source does.

    One query for a translation that shows words in pictures, else none.
    """
    shown = set(_pictures(page.body.raw_data, only_with_words=True))
    if not shown or not page.is_translation:
        return {}
    family = page.family
    sources = HelpPage.objects.sources().filter(family=family).order_by()
    of_source = {
        picture
        for body in sources.values_list("body", flat=True)
        for picture in _pictures(body.raw_data)
    }
    return dict.fromkeys(shown & of_source, family.source_locale.language_code)


def _pictures(raw: Iterable[Any], *, only_with_words: bool = False) -> Iterator[int]:
    """The numbers of the pictures in stored blocks."""
    for block in raw:
        kind = KINDS.by_name[block["type"]]
        if kind.needs_own(block["value"]) or not only_with_words:
            yield from map(int, kind.pictures(block["value"]))


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
