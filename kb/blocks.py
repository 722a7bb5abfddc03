"""The blocks an article's body is made of.

What of each block is text for translators is decided here too: `get_translatable_segments` and
`restore_translated_segments` are the methods that kb.translation looks for. Product names, version
numbers and markets are never translated.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from portal.markets import typed, validate_market

FEATURES = [
    *("h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "code", "blockquote"),
    "link",
]
FEATURES_IN_BOX = [name for name in FEATURES if name not in ("h2", "h3", "h4", "hr")]


class TextBlock(blocks.RichTextBlock):
    """Headings, paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "kb/blocks/text.html"


class StepsBlock(blocks.ListBlock):
    """Things to do, one after the other."""

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "kb/blocks/steps.html"


class BoxBlock(blocks.StructBlock):
    """A short text that stands out."""

    text = blocks.RichTextBlock(features=FEATURES_IN_BOX, label=_("Text"))


class NoteBlock(BoxBlock):
    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "kb/blocks/note.html"


class WarningBlock(BoxBlock):
    class Meta:
        icon = "warning"
        label = _("Warning")
        template = "kb/blocks/warning.html"


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


class CodeBlock(blocks.StructBlock):
    """Something to copy or type exactly, or an error message."""

    text = blocks.TextBlock(label=_("Code"), rows=4)
    language = blocks.CharBlock(label=_("Language of the code"), required=False, max_length=30)

    class Meta:
        icon = "code"
        label = _("Code")
        template = "kb/blocks/code.html"


class KeysBlock(blocks.StructBlock):
    """Keys to press together."""

    text = blocks.CharBlock(label=_("Keys"), max_length=100, help_text=_("For example Ctrl+R"))

    class Meta:
        icon = "keyboard"
        label = _("Keys")
        template = "kb/blocks/keys.html"


class AppliesToBlock(blocks.StructBlock):
    """What the text around it is about: a product, a version, a market."""

    product = blocks.CharBlock(label=_("Product"), required=False, max_length=100)
    version = blocks.CharBlock(label=_("Version"), required=False, max_length=50)
    market = blocks.CharBlock(
        label=_("Market"),
        required=False,
        max_length=2,
        validators=[validate_market],
        help_text=_("A country’s two-letter code, for example NO"),
    )

    class Meta:
        icon = "tag"
        label = _("Applies to")
        template = "kb/blocks/applies_to.html"

    def clean(self, value: Any) -> Any:
        value["market"] = typed(value["market"] or "")
        return super().clean(value)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Iterable[Any]) -> Any:
        return value


BODY: list[tuple[str, blocks.Block]] = [
    ("text", TextBlock(features=FEATURES)),
    ("steps", StepsBlock(blocks.RichTextBlock(features=FEATURES_IN_BOX, label=_("Step")))),
    ("note", NoteBlock()),
    ("warning", WarningBlock()),
    ("image", ImageBlock()),
    ("code", CodeBlock()),
    ("keys", KeysBlock()),
    ("applies_to", AppliesToBlock()),
]
