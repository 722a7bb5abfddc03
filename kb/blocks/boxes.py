"""Boxes of Markdown, `:::name` … `:::`, and what is common to those that hold running text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb.blocks.features import FEATURES_IN_BOX
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader
from kb.prose import html_in, html_out, markdown_out, plain
from kb.prose.inline import normalise
from kb.prose.nodes import Node, Nodes, Paragraph, Run
from kb.prose.tokens import Nested

_RUN_OF_COLONS = re.compile(r"^\s*(:{3,})", re.MULTILINE)


def write(name: str, content: str) -> str:
    """A box, with more colons than any in it."""
    longest = max((len(run) for run in _RUN_OF_COLONS.findall(content)), default=2)
    colons = ":" * max(3, longest + 1)
    return f"{colons}{name}\n{content}\n{colons}" if content else f"{colons}{name}\n{colons}"


def lines(reader: MarkdownReader, nested: Nested) -> list[tuple[int, str]]:
    """What stands in a box as it is written, with the lines' numbers; without empty ones."""
    first = reader.line(nested.token) + 1
    written = enumerate(nested.token.content.split("\n"), first)
    return [(number, text.strip()) for number, text in written if text.strip()]


class BoxBlock(blocks.StructBlock):
    """A short text that stands out."""

    text = blocks.RichTextBlock(features=FEATURES_IN_BOX, label=_("Text"))


@dataclass(frozen=True, slots=True)
class Aside(Block):
    """A note or a warning."""

    name: ClassVar[str]

    nodes: Nodes


class AsideKind[A: Aside](BlockKind[A]):
    """One of the boxes with a short text."""

    block: type[BoxBlock]

    def field(self) -> blocks.Block:
        return self.block()

    def store(self, node: A, keep: Keep) -> Any:
        return {"text": html_out.write(node.nodes)}

    def load(self, value: Any, describe: Describe) -> A:
        return self.node(html_in.read(value["text"], top=False))

    def markdown(self, node: A, name_of: FileName) -> str:
        return write(self.name, markdown_out.write(node.nodes))

    def read(self, reader: MarkdownReader, nested: Nested) -> list[A]:
        return [self.titled(nested.token.meta["title"], reader.nodes(nested.children))]

    def titled(self, title: str, nodes: list[Node]) -> A:
        """A box with a title; ours have none, so it is a bold line above the text."""
        runs = normalise((Run(title, bold=True),))
        return self.node((Paragraph(runs), *nodes) if runs else tuple(nodes))

    def running_text(self, node: A) -> list[Node]:
        return list(node.nodes)

    def plain(self, value: Any) -> Iterable[str]:
        return plain.lines(value["text"])
