"""A picture with its alternative text in the article's own language.

In Markdown a picture may stand in the middle of a paragraph: it is the reader of words who makes
the node.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from kb.blocks.kind import Block, Describe, FileName, Keep, Kind
from kb.prose.inline import one_line
from kb.prose.markdown_inline import address, escape_text


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

    class Meta:
        icon = "image"
        label = _("Image")
        template = "kb/blocks/image.html"


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


class ImageKind(Kind[Image]):
    name = "image"
    place = 50
    node = Image

    def field(self) -> blocks.Block:
        return ImageBlock()

    def store(self, node: Image, keep: Keep) -> Any:
        return {"image": keep(node), "alt": node.alt, "caption": node.caption}

    def load(self, value: Any, describe: Describe) -> Image:
        digest, name = describe(int(value["image"]))
        alt, caption = (one_line(value.get(key) or "") for key in ("alt", "caption"))
        return Image(name, alt, caption, digest)

    def markdown(self, node: Image, name_of: FileName) -> str:
        caption = node.caption.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
        title = f' "{caption}"' if caption else ""
        return f"![{escape_text(node.alt)}]({address(name_of(node))}{title})"

    def plain(self, value: Any) -> Iterable[str]:
        texts = ((value.get(key) or "").strip() for key in ("alt", "caption"))
        return [text for text in texts if text]

    def pictures(self, value: Any) -> Iterator[Any]:
        if picture := value["image"]:
            yield picture


KIND = ImageKind()
