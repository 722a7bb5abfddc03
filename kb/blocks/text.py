"""Headings, paragraphs, lists and links."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb.blocks.features import FEATURES
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep
from kb.prose import html_in, html_out, markdown_out, plain
from kb.prose.nodes import Node, Nodes


class TextBlock(blocks.RichTextBlock):
    """Headings, paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "kb/blocks/text.html"


# The name that migrations know it by.
DECONSTRUCT_ALIASES = {TextBlock: "kb.blocks.TextBlock"}


@dataclass(frozen=True, slots=True)
class Text(Block):
    nodes: Nodes


class TextKind(BlockKind[Text]):
    name = "text"
    place = 10
    node = Text
    stands_alone = True

    def field(self) -> blocks.Block:
        return TextBlock(features=FEATURES)

    def store(self, node: Text, keep: Keep) -> str:
        return html_out.write(node.nodes)

    def load(self, value: Any, describe: Describe) -> Text | None:
        nodes = html_in.read(value)
        return Text(nodes) if nodes else None

    def markdown(self, node: Text, name_of: FileName) -> str:
        return markdown_out.write(node.nodes)

    def running_text(self, node: Text) -> list[Node]:
        return list(node.nodes)

    def plain(self, value: Any) -> Iterable[str]:
        return plain.lines(plain.without_headings(value))

    def headings(self, value: Any) -> Iterable[str]:
        return plain.headings(value)


KIND = TextKind()
