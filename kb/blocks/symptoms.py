"""What those notice who have the problem: by these words they know that the text is for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb.blocks import boxes
from kb.blocks.ids import keep_ids
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader, Raw
from kb.prose import markdown_out
from kb.prose.flattening import item_of
from kb.prose.inline import one_line
from kb.prose.inline import plain as words_of
from kb.prose.nodes import Item, ItemList, Node, Paragraph, Run
from kb.prose.tokens import Nested

_LENGTH = 300


class SymptomsBlock(blocks.ListBlock):
    """What one notices: a line each."""

    class Meta:
        icon = "view"
        label = _("Symptoms")
        template = "kb/blocks/symptoms.html"


@dataclass(frozen=True, slots=True)
class Symptoms(Block):
    lines: tuple[str, ...]


class SymptomsKind(BlockKind[Symptoms]):
    name = "symptoms"
    place = 57
    node = Symptoms
    stands_alone = True
    boxes = ("symptoms",)

    def field(self) -> blocks.Block:
        line = blocks.CharBlock(
            label=_("Symptom"),
            max_length=_LENGTH,
            help_text=_("What one sees or hears, in the words of those who have the problem."),
        )
        return SymptomsBlock(line)

    def store(self, node: Symptoms, keep: Keep) -> list[Raw]:
        return [{"type": "item", "value": line} for line in node.lines]

    def load(self, value: Any, describe: Describe) -> Symptoms | None:
        lines = tuple(line for item in self.parts(value) if (line := one_line(item["value"])))
        return Symptoms(lines) if lines else None

    def markdown(self, node: Symptoms, name_of: FileName) -> str:
        return boxes.write(self.name, markdown_out.write(self.running_text(node)))

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Symptoms]:
        line = reader.line(nested.token)
        found = reader.nodes(nested.children)
        if len(found) != 1 or not isinstance(found[0], ItemList):
            reader.fault(line, "“:::symptoms” holds one list and nothing else")
            return []
        lines = tuple(text for item in found[0].items if (text := _words(item)))
        if any(len(text) > _LENGTH for text in lines):
            reader.fault(line, f"a symptom is at most {_LENGTH} characters long")
        if not lines:
            reader.fault(line, "“:::symptoms” is empty; write a list into it")
        return [Symptoms(lines)] if lines else []

    def running_text(self, node: Symptoms) -> list[Node]:
        return [ItemList(False, tuple(item_of([Paragraph((Run(one),))]) for one in node.lines))]

    def plain(self, value: Any) -> Iterable[str]:
        return (line for item in self.parts(value) if (line := item["value"].strip()))

    def parts(self, value: Any) -> list[Raw]:
        return [item for item in value if isinstance(item, dict) and "value" in item]

    def keep_ids(self, new: Any, old: Any) -> None:
        keep_ids(new, self.parts(old or []))


def _words(item: Item) -> str:
    """The plain words of an item; a list in it has none of its own."""
    said = (words_of(one.runs) for one in item.chunks if isinstance(one, Paragraph))
    return one_line(" ".join(said))


KIND = SymptomsKind()
