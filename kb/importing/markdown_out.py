"""Document → Markdown, in the one form that reads back as the same document."""

from collections.abc import Callable

from kb.blocks import KINDS
from kb.blocks.image import Image
from kb.importing.document import Body


def write(body: Body, *, image: Callable[[Image], str] = lambda image: image.file) -> str:
    """A body's Markdown; `image` says under which name a picture is written."""
    written = (KINDS.of(block).markdown(block, image) for block in body)
    return "\n\n".join(written) + "\n" if body else ""
