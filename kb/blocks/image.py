"""A picture with its alternative text in the article's own language.

A language may show a version of its own. A picture that shows words, as one of a screen does,
needs one in each language: one that is missing counts as something to do, and readers are told.

In Markdown a picture may stand in the middle of a paragraph: it is the reader of words who makes
the node. One that shows words stands in `:::picture-with-words`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from kb.blocks import boxes
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader, Raw
from kb.prose.inline import one_line
from kb.prose.markdown_inline import address, escape_text
from kb.prose.tokens import Nested

_SHOWS_WORDS = "shows_words"


class ImageBlock(blocks.StructBlock):
    """A picture with its alternative text in the article's own language."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=500,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)
    shows_words = blocks.BooleanBlock(
        label=_("It shows words: each language needs a version of its own"),
        required=False,
        help_text=_(
            "For example a picture of a screen. Translators are asked for their version, and "
            "readers are told while it is missing."
        ),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "kb/blocks/image.html"

    def get_prep_value(self, value: Any) -> Raw:
        """What is not said is not stored, so that older texts stay what they are."""
        stored: Raw = super().get_prep_value(value)
        if not stored.get(_SHOWS_WORDS):
            stored.pop(_SHOWS_WORDS, None)
        return stored


@dataclass(frozen=True, slots=True)
class Image(Block):
    """`file` is the path as written; `digest` is what decides whether two are the same image.

    With an `archive`, the path of a file, it is that part of it.
    """

    file: str = field(compare=False)
    alt: str
    caption: str = ""
    digest: str = ""
    line: int = field(default=0, compare=False)
    archive: str = field(default="", compare=False)
    shows_words: bool = False


class ImageKind(BlockKind[Image]):
    name = "image"
    place = 50
    node = Image
    boxes = ("picture-with-words",)
    own_parts = ("image",)

    def field(self) -> blocks.Block:
        return ImageBlock()

    def store(self, node: Image, keep: Keep) -> Any:
        value = {"image": keep(node), "alt": node.alt, "caption": node.caption}
        return value | {_SHOWS_WORDS: True} if node.shows_words else value

    def load(self, value: Any, describe: Describe) -> Image | None:
        """None of a draft's without a picture."""
        if not value["image"]:
            return None
        digest, name = describe(int(value["image"]))
        alt, caption = (one_line(value.get(key) or "") for key in ("alt", "caption"))
        return Image(name, alt, caption, digest, shows_words=self.needs_own(value))

    def markdown(self, node: Image, name_of: FileName) -> str:
        caption = node.caption.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
        title = f' "{caption}"' if caption else ""
        written = f"![{escape_text(node.alt)}]({address(name_of(node))}{title})"
        return boxes.write(self.boxes[0], written) if node.shows_words else written

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Image]:
        words, pictures = reader.nodes(nested.children), reader.pictures()
        if words or len(pictures) != 1:
            message = f"“:::{self.boxes[0]}” holds one picture and nothing else"
            reader.fault(reader.line(nested.token), message)
            return []
        return [replace(pictures[0], shows_words=True)]

    def plain(self, value: Any) -> Iterable[str]:
        texts = ((value.get(key) or "").strip() for key in ("alt", "caption"))
        return [text for text in texts if text]

    def settled(self, node: Image, settle: Callable[[Any], Any]) -> Image:
        image: Image = settle(node)
        return image

    def pictures(self, value: Any) -> Iterator[Any]:
        if picture := value["image"]:
            yield picture

    def needs_own(self, value: Any) -> bool:
        return bool(value.get(_SHOWS_WORDS))


KIND = ImageKind()
