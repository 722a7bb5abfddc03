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

type Media = tuple[str, int]
"""A picture or a video: the name of its kind of block, and the number of its file."""


def prepare(*bodies: StreamValue) -> dict[int, str]:
    """Load the bodies' images with their renditions; return the families of linked pages."""
    images = [image for body in bodies for image in pictures(body)]
    if images:
        prefetch_related_objects(images, "renditions")
    numbers = {
        number
        for body in bodies
        for text in _texts(list(body.raw_data))
        for number in links.page_links(text)
    }
    return links.slugs_of_pages(numbers)


def pictures(body: StreamValue) -> Iterator[Any]:
    """The pictures of a body, in their order."""
    for block in body:
        yield from KINDS.by_name[block.block_type].pictures(block.value)


def foreign(page: HelpPage) -> dict[Media, str]:
    """The pictures with words, and the videos, of another language than the text's, with that
    language: a translation shows them as its source does, and has no captions in its own.

    One query for a translation that shows such, else none.
    """
    raw = page.body.raw_data
    if not (page.is_translation and any(_media(raw, needed_in=""))):
        return {}
    family = page.family
    shown = set(_media(raw, needed_in=page.locale.language_code))
    sources = HelpPage.objects.sources().filter(family=family).order_by()
    of_source = {
        one for body in sources.values_list("body", flat=True) for one in _media(body.raw_data)
    }
    return dict.fromkeys(shown & of_source, family.source_locale.language_code)


def _media(raw: Iterable[Any], *, needed_in: str | None = None) -> Iterator[Media]:
    """Those in stored blocks that a language may have its own of; or only those that a language
    needs its own of.
    """
    for block in raw:
        kind, value = KINDS.by_name[block["type"]], block["value"]
        wanted = needed_in is None or (
            kind.needs_own(value) and needed_in not in kind.served(value)
        )
        if wanted:
            files = (value.get(part) for part in kind.own_parts)
            yield from ((kind.name, int(number)) for number in files if number)


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
