"""Things to do, one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb.blocks import boxes
from kb.blocks.features import FEATURES_IN_BOX
from kb.blocks.ids import keep_ids
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader, Raw
from kb.prose import html_in, html_out, markdown_out, plain
from kb.prose.flattening import item_of
from kb.prose.nodes import CodeLines, Item, ItemList, Node, Nodes, Paragraph
from kb.prose.tokens import Nested


class StepsBlock(blocks.ListBlock):
    """Things to do, one after the other."""

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "kb/blocks/steps.html"


# The name that migrations know it by.
DECONSTRUCT_ALIASES = {StepsBlock: "kb.blocks.StepsBlock"}


@dataclass(frozen=True, slots=True)
class Steps(Block):
    steps: tuple[Nodes, ...]


class StepsKind(BlockKind[Steps]):
    name = "steps"
    place = 20
    node = Steps
    stands_alone = True
    boxes = ("steps",)

    def field(self) -> blocks.Block:
        return StepsBlock(blocks.RichTextBlock(features=FEATURES_IN_BOX, label=_("Step")))

    def store(self, node: Steps, keep: Keep) -> list[Raw]:
        return [{"type": "item", "value": html_out.write(step)} for step in node.steps]

    def load(self, value: Any, describe: Describe) -> Steps | None:
        read = (item_of(list(html_in.read(html, top=False))) for html in _texts(value))
        steps = tuple(_of_item(item) for item in read if item.chunks or item.lists)
        return Steps(steps) if steps else None

    def markdown(self, node: Steps, name_of: FileName) -> str:
        items = ItemList(True, tuple(_as_item(step) for step in node.steps))
        return boxes.write(self.name, markdown_out.write([items]))

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Steps]:
        line = reader.line(nested.token)
        lists = reader.nodes(nested.children)
        if len(lists) != 1 or not isinstance(lists[0], ItemList):
            reader.fault(line, "“:::steps” holds one numbered list and nothing else")
            return []
        steps = tuple(_of_item(item) for item in lists[0].items if item.chunks or item.lists)
        if not steps:
            reader.fault(line, "“:::steps” is empty; write a numbered list into it")
        return [Steps(steps)] if steps else []

    def running_text(self, node: Steps) -> list[Node]:
        return [ItemList(True, tuple(item_of(list(step)) for step in node.steps))]

    def plain(self, value: Any) -> Iterable[str]:
        return (line for html in _texts(value) for line in plain.lines(html))

    def parts(self, value: Any) -> list[Raw]:
        return [item for item in value if isinstance(item, dict) and "value" in item]

    def keep_ids(self, new: Any, old: Any) -> None:
        keep_ids(new, self.parts(old or []))


def _texts(value: Any) -> Iterable[str]:
    """The steps' rich texts; before Wagtail 2.16 they had no ids."""
    return (item["value"] if isinstance(item, dict) else item for item in value)


def _as_item(step: Nodes) -> Item:
    chunks = tuple(node for node in step if isinstance(node, Paragraph | CodeLines))
    return Item(chunks, tuple(node for node in step if isinstance(node, ItemList)))


def _of_item(item: Item) -> Nodes:
    return (*item.chunks, *item.lists)


KIND = StepsKind()
