"""Keys to press together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb.blocks import boxes
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader
from kb.prose.inline import one_line
from kb.prose.nodes import Node, Paragraph, Run
from kb.prose.tokens import Nested

_LENGTH = 100


class KeysBlock(blocks.StructBlock):
    """Keys to press together."""

    text = blocks.CharBlock(label=_("Keys"), max_length=_LENGTH, help_text=_("For example Ctrl+R"))

    class Meta:
        icon = "keyboard"
        label = _("Keys")
        template = "kb/blocks/keys.html"


@dataclass(frozen=True, slots=True)
class Keys(Block):
    text: str


class KeysKind(BlockKind[Keys]):
    name = "keys"
    place = 70
    node = Keys
    stands_alone = True
    boxes = ("keys",)

    def field(self) -> blocks.Block:
        return KeysBlock()

    def store(self, node: Keys, keep: Keep) -> Any:
        return {"text": node.text}

    def load(self, value: Any, describe: Describe) -> Keys:
        return Keys(one_line(value["text"]))

    def markdown(self, node: Keys, name_of: FileName) -> str:
        return boxes.write(self.name, node.text)

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Keys]:
        found: list[Keys] = []
        for line, text in boxes.lines(reader, nested):
            if len(text) > _LENGTH:
                reader.fault(line, f"keys are at most {_LENGTH} characters long")
            found.append(Keys(one_line(text)))
        if not found:
            reader.fault(reader.line(nested.token), "“:::keys” is empty; write keys as Ctrl+R")
        return found

    def running_text(self, node: Keys) -> list[Node]:
        return [Paragraph((Run(node.text, code=True),))]

    def plain(self, value: Any) -> Iterable[str]:
        text = (value["text"] or "").strip()
        return [text] if text else []


KIND = KeysKind()
